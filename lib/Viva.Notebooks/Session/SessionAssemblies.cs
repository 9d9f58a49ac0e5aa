using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Viva.Notebooks.Session;

/// <summary>
/// Loads what a session's cells reference: the assemblies named by <c>#r</c>, what lies beside them (managed and native), and the
/// compiled cells themselves. Everything else comes from the process.
/// </summary>
internal sealed class SessionAssemblies : AssemblyLoadContext
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _folders = [];
    private readonly Dictionary<string, Assembly> _cells = [];
    private readonly Dictionary<string, PortableExecutableReference> _references = [];

    public SessionAssemblies() : base("notebook")
    {
    }

    /// <summary>Makes a referenced file and its neighbours loadable.</summary>
    public void Add(string path)
    {
        lock (_gate)
        {
            string folder = Path.GetDirectoryName(path)!;
            if (!_folders.Contains(folder)) _folders.Add(folder);
            _paths[Path.GetFileNameWithoutExtension(path)] = path;
        }
    }

    /// <summary>Loads a compiled cell.</summary>
    public Assembly Load(string name, Stream assembly, Stream symbols)
    {
        var loaded = LoadFromStream(assembly, symbols);
        lock (_gate) _cells[name] = loaded;
        return loaded;
    }

    /// <summary>The file of an assembly that lies beside a referenced one, or null.</summary>
    public string? Find(string name)
    {
        lock (_gate)
        {
            if (_paths.TryGetValue(name, out var path)) return path;
            return _folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists);
        }
    }

    /// <summary>The compiler's view of a file: one object a file, so that its metadata is read once.</summary>
    public PortableExecutableReference Reference(string path)
    {
        lock (_gate)
        {
            if (!_references.TryGetValue(path, out var reference)) _references[path] = reference = FrameworkReferences.Reference(path);
            return reference;
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name) return null;
        lock (_gate)
        {
            if (_cells.TryGetValue(name, out var cell)) return cell;
        }
        if (FrameworkReferences.Contains(name)) return null;
        return Find(name) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] folders;
        lock (_gate) folders = [.. _folders];
        string file = OperatingSystem.IsWindows() ? unmanagedDllName + ".dll"
            : OperatingSystem.IsMacOS() ? $"lib{unmanagedDllName}.dylib" : $"lib{unmanagedDllName}.so";
        foreach (string folder in folders)
        {
            foreach (string name in (string[])[unmanagedDllName, file])
            {
                string path = Path.Combine(folder, name);
                if (File.Exists(path)) return LoadUnmanagedDllFromPath(path);
            }
        }
        return 0;
    }
}
