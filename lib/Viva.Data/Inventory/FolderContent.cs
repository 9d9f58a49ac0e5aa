using Viva.Data.Catalog;
using Viva.Data.Download;

namespace Viva.Data.Inventory;

/// <summary>Which files of a set lie in a folder (a cache or a mirror), by their names alone: nothing is read.</summary>
internal sealed class FolderContent
{
    private FolderContent(
        string? folder,
        CatalogForm form,
        IReadOnlyList<(CatalogFile File, string Path)> found,
        IReadOnlyList<FileInfo> parts
    )
    {
        Folder = folder;
        Found = found;
        Parts = parts;
        IsComplete = found.Count == form.Files.Count;
        Files = [.. found.Select(file => new FileInfo(file.Path))];
    }

    /// <summary>The folder that was looked at.</summary>
    public string? Folder { get; }

    /// <summary>The files of the form that is complete, or of the one that comes nearest.</summary>
    public IReadOnlyList<(CatalogFile File, string Path)> Found { get; }

    /// <summary>The same as they lie on the disk.</summary>
    public IReadOnlyList<FileInfo> Files { get; }

    /// <summary>Unfinished downloads that can be gone on with.</summary>
    public IReadOnlyList<FileInfo> Parts { get; }

    /// <summary>Whether every file of one form is there.</summary>
    public bool IsComplete { get; }

    /// <summary>What the files take on the disk.</summary>
    public long Bytes => Files.Sum(file => file.Length);

    /// <summary>Looks; a folder that is null holds nothing.</summary>
    public static FolderContent Of(CatalogSet set, string? folder)
    {
        if (folder is null)
        {
            return new FolderContent(null, set.Forms[0], [], []);
        }

        var forms = set
            .Forms.Select(form =>
                (
                    Form: form,
                    Found: form.Files.Select(file => (File: file, Path: Path.Combine(folder, set.FolderName, file.Name)))
                        .Where(file => File.Exists(file.Path))
                        .ToList()
                )
            )
            .ToList();
        var best = forms.FirstOrDefault(candidate => candidate.Found.Count == candidate.Form.Files.Count);
        if (best.Form is null)
        {
            best = forms.MaxBy(candidate => candidate.Found.Count);
        }

        var parts = set
            .Forms.SelectMany(form => form.Files)
            .Select(file => new FileInfo(Path.Combine(folder, set.FolderName, file.Name + PartialDownload.Extension)))
            .Where(part => PartialDownload.Resumable(part.FullName) is not null)
            .ToList();
        return new FolderContent(folder, best.Form, best.Found, parts);
    }
}
