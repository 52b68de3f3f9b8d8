using System.IO;

namespace NetGen;

/// <summary>What a callback keeps in a checkpoint: numbers, and values for each parameter of the network, by names of its own.</summary>
public sealed class CallbackState
{
    private readonly SafetensorsFile _file;
    private readonly string _prefix;
    private readonly string _fileName;

    internal CallbackState(SafetensorsFile file, string name, string fileName)
    {
        _file = file;
        _prefix = $"callback.{name}.";
        _fileName = fileName;
    }

    /// <summary>Whether nothing was kept.</summary>
    internal bool IsEmpty => !_file.ContainsPrefix(_prefix);

    /// <summary>Keeps numbers.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="numbers">The numbers.</param>
    public void Add(string name, params double[] numbers) => _file.Add(_prefix + name, [numbers.Length], numbers);

    /// <summary>Keeps a value for each parameter, such as the best ones.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="values">The values.</param>
    public void Add(string name, ParameterBuffer values) => ParameterTensors.Add(_file, $"{_prefix}{name}/", values, values.Layout.Owners);

    /// <summary>Whether something of a name was kept.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => _file.Contains(_prefix + name) || _file.ContainsPrefix($"{_prefix}{name}/");

    /// <summary>The numbers that were kept.</summary>
    /// <param name="name">Their name.</param>
    /// <exception cref="InvalidDataException">There are none of that name.</exception>
    public double[] Numbers(string name) => _file.Contains(_prefix + name) && _file[_prefix + name] is { Type: SafetensorsType.F64 } tensor
        ? tensor.ToDoubles()
        : throw new InvalidDataException($"{_fileName} has no numbers {_prefix}{name}.");

    /// <summary>The numbers that were kept.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="count">How many there must be.</param>
    /// <exception cref="InvalidDataException">There are none of that name, or another number of them.</exception>
    public double[] Numbers(string name, int count)
    {
        double[] numbers = Numbers(name);
        return numbers.Length == count
            ? numbers
            : throw new InvalidDataException($"{_fileName} has {numbers.Length} numbers {_prefix}{name}, but {count} are needed.");
    }

    /// <summary>Copies out values that were kept for each parameter.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="values">Receives them; unchanged if they do not fit.</param>
    /// <exception cref="InvalidDataException">There are none of that name, or they do not fit the network.</exception>
    public void CopyTo(string name, ParameterBuffer values) => ParameterTensors.Read(_file, $"{_prefix}{name}/", values, values.Layout.Owners, _fileName);
}
