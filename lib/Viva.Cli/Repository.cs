namespace Viva.Cli;

/// <summary>A clone of the project: the folder that holds Viva.slnx.</summary>
internal sealed record Repository(string Root)
{
    public string Notebooks => Path.Combine(Root, "notebooks");

    public string Library => Path.Combine(Root, "artifacts", "bin", "Viva", "release");

    /// <summary>The clone around a folder.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static Repository Find(string workingDirectory)
    {
        for (var folder = workingDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Viva.slnx")))
            {
                return new Repository(folder);
            }
        }
        throw new UsageException(
            $"{workingDirectory} is not in a clone of Viva: no folder from here upwards holds Viva.slnx. Change to the clone's "
                + "folder, then run the command again."
        );
    }
}
