using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Viva.Notebooks.Export.Pages;

/// <summary>plotly.js as Plotly.NET carries it: a resource of its assembly, read without loading the assembly.</summary>
public static class PlotlyLibrary
{
    /// <summary>The script, or null when the file is not there or holds none.</summary>
    /// <param name="assembly">The path of Plotly.NET.dll.</param>
    public static byte[]? Read(string assembly)
    {
        if (!File.Exists(assembly))
        {
            return null;
        }

        using var file = File.OpenRead(assembly);
        using var image = new PEReader(file);
        if (!image.HasMetadata || image.PEHeaders.CorHeader is not { } header)
        {
            return null;
        }

        var metadata = image.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            var name = metadata.GetString(resource.Name);
            if (
                !resource.Implementation.IsNil
                || !name.Contains("plotly-", StringComparison.Ordinal)
                || !name.EndsWith(".min.js", StringComparison.Ordinal)
            )
            {
                continue;
            }
            // A resource is its length in four bytes, then its content.
            var content = image.GetSectionData(header.ResourcesDirectory.RelativeVirtualAddress).GetReader();
            content.Offset = checked((int)resource.Offset);
            return content.ReadBytes(content.ReadInt32());
        }

        return null;
    }
}
