using System;
using System.IO;

namespace NetGen;

/// <summary>What a callback keeps in a checkpoint: numbers, and values for each parameter of the network, by names of its own.</summary>
public sealed class CallbackState
{
    private readonly INetwork _network;

    internal CallbackState(INetwork network, SafetensorsFile file, string name, string fileName)
    {
        _network = network;
        File = file;
        FileName = fileName;
        Part = "callback." + name;
    }

    /// <summary>The checkpoint.</summary>
    internal SafetensorsFile File { get; }

    /// <summary>What to call it in messages.</summary>
    internal string FileName { get; }

    /// <summary>What the names of all tensors begin with, up to a point.</summary>
    internal string Part { get; }

    /// <summary>Whether nothing was kept.</summary>
    internal bool IsEmpty => !File.ContainsPrefix(Part + ".");

    /// <summary>Keeps numbers.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="numbers">The numbers.</param>
    public void Add(string name, params double[] numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        File.Add($"{Part}.{name}", [numbers.Length], numbers);
    }

    /// <summary>Keeps a value for each parameter, buffers and settings included, such as the best ones.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="values">The values.</param>
    public void Add(string name, ParameterBuffer values)
    {
        ArgumentNullException.ThrowIfNull(values);
        StateTensors.Add(File, $"{Part}.{name}/", values, values.Layout.Owners);
    }

    /// <summary>Whether something of a name was kept.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => File.Contains($"{Part}.{name}") || File.ContainsPrefix($"{Part}.{name}/");

    /// <summary>The numbers that were kept.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="count">How many there must be; null: any number.</param>
    /// <exception cref="InvalidDataException">There are none of that name, or another number of them.</exception>
    public double[] Numbers(string name, int? count = null)
    {
        var tensors = new StateTensors(File, Part);
        double[] numbers = tensors.Doubles(name, count);
        tensors.RequireFitOfRead(_network, FileName);
        return numbers;
    }

    /// <summary>The values that were kept for each parameter.</summary>
    /// <param name="name">Their name.</param>
    /// <exception cref="InvalidDataException">There are none of that name, or they do not fit the network.</exception>
    public ParameterBuffer Values(string name)
    {
        var tensors = new StateTensors(File, Part);
        var values = new ParameterBuffer(_network.Parameters.Layout);
        tensors.Read(name, values, values.Layout.Owners);
        tensors.RequireFitOfRead(_network, FileName);
        return values;
    }
}
