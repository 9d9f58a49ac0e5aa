using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Viva.Notebooks.Analysis;

/// <summary>Resolves <c>#r</c> by path, relative to the notebook's folder, and what a referenced assembly itself references.</summary>
internal sealed class ReferenceResolver(string folder, CodeReferences references) : MetadataReferenceResolver
{
    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference,
        string? baseFilePath,
        MetadataReferenceProperties properties
    )
    {
        var path = Path.GetFullPath(reference, folder);
        if (!File.Exists(path))
        {
            return [];
        }

        references.Add(path);
        return [references.Reference(path)];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        references.Find(referenceIdentity.Name) is { } path ? references.Reference(path) : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
