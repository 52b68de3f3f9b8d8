using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using NetGen.Generator.Declarations;
using NetGen.Generator.Tests.Hosting;
using NetGen.Generator.Tests.Stages;

namespace NetGen.Generator.Tests.Functions;

/// <summary>Methods of one class, as the compiler reads them and as they run.</summary>
internal sealed class ReadFunctions
{
    private readonly Type _compiled;
    private readonly Dictionary<string, FunctionDeclaration> _read;

    /// <param name="methods">The text of a class.</param>
    /// <param name="names">The methods to read.</param>
    public ReadFunctions(string methods, params string[] names)
    {
        string layers = string.Concat(names.Select(name => $"[Elementwise(nameof({name}))] "));
        string source = $"using System; using NetGen; [Network(1)] {layers} public partial class A {{ {methods} }}";
        _read = Compiled.Declaration(source).Layers.ToDictionary(layer => layer.Function!.Name, layer => layer.Function!);
        _compiled = new AssemblyLoadContext(null, isCollectible: true)
            .LoadFromStream(new System.IO.MemoryStream(Emit(source)))
            .GetType("A", throwOnError: true)!;
    }

    /// <summary>What was read.</summary>
    public FunctionDeclaration this[string name] => _read[name];

    /// <summary>What the method itself returns.</summary>
    public float Call(string name, params float[] arguments) =>
        Convert.ToSingle(_compiled.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(null, [.. arguments.Select(argument => (object)argument)]), System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Emit(string source)
    {
        using var image = new System.IO.MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = GeneratorHost.Compile(source).Emit(image);
        return result.Success ? image.ToArray() : throw new ArgumentException(string.Join('\n', result.Diagnostics));
    }
}
