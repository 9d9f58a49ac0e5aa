using Microsoft.CodeAnalysis;

namespace Viva.Notebooks.Analysis;

/// <summary>The files that cells name in <c>#r</c> and what lies beside them, as the compiler sees them. Safe from any thread.</summary>
internal sealed class CodeReferences
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _folders = [];
    private readonly Dictionary<string, PortableExecutableReference> _references = [];

    /// <summary>Makes a referenced file and its neighbours known.</summary>
    public void Add(string path)
    {
        lock (_gate)
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!_folders.Contains(folder))
            {
                _folders.Add(folder);
            }

            _paths[Path.GetFileNameWithoutExtension(path)] = path;
        }
    }

    /// <summary>The file of an assembly that lies beside a referenced one, or null.</summary>
    public string? Find(string name)
    {
        lock (_gate)
        {
            if (_paths.TryGetValue(name, out var path))
            {
                return path;
            }

            return _folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists);
        }
    }

    /// <summary>The compiler's view of a file: one object a file, so that its metadata is read once.</summary>
    public PortableExecutableReference Reference(string path)
    {
        lock (_gate)
        {
            if (!_references.TryGetValue(path, out var reference))
            {
                _references[path] = reference = FrameworkReferences.Reference(path);
            }

            return reference;
        }
    }
}
