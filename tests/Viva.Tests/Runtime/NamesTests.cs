using System.Reflection;
using TorchSharp;
using Viva.Runtime;

namespace Viva.Tests.Runtime;

/// <summary>
/// The usings of notebooks/setup.dib bring thousands of names into a cell; a type of the library that shares one could not be used there.
/// </summary>
public sealed class NamesTests
{
    private static readonly string[] Namespaces =
    [
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Threading.Tasks",
        "TorchSharp",
        "TorchSharp.Modules",
        "Microsoft.ML",
        "Microsoft.ML.Data",
    ];

    [Fact]
    public void No_public_type_of_Viva_has_a_name_that_a_cell_already_knows()
    {
        Assembly[] loaded =
        [
            typeof(object).Assembly,
            typeof(Enumerable).Assembly,
            typeof(HashSet<int>).Assembly,
            typeof(Stack<int>).Assembly,
            typeof(Console).Assembly,
            typeof(torch).Assembly,
            typeof(Microsoft.ML.MLContext).Assembly,
            typeof(Microsoft.ML.IDataView).Assembly,
            typeof(Microsoft.ML.Trainers.SdcaRegressionTrainer).Assembly,
            typeof(Microsoft.ML.TextCatalog).Assembly,
            typeof(Microsoft.ML.TreeExtensions).Assembly,
        ];
        var known = loaded
            .SelectMany(a => a.GetExportedTypes())
            .Where(t => !t.IsNested && Namespaces.Contains(t.Namespace))
            .Select(t => t.Name)
            .Concat(StaticNames(typeof(torch)))
            .Concat(StaticNames(typeof(torch.nn)))
            .ToHashSet();

        var clashes = typeof(Run).Assembly.GetExportedTypes().Where(t => !t.IsNested && known.Contains(t.Name)).Select(t => t.FullName);

        Assert.Empty(clashes);

        static IEnumerable<string> StaticNames(Type type) => type.GetMembers(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name);
    }
}
