using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NetGen.Benchmarks.Peers;

/// <summary>
/// Measured times of other libraries, from files with one JSON object a line:
/// <c>{"peer": "torch", "workload": "predict 8-16-1", "batch": 1, "min_us": 14.7, "median_us": 15.3}</c>.
/// </summary>
internal sealed class PeerTimes
{
    private readonly Dictionary<(string Peer, string Workload, int Batch), double> _seconds = [];

    /// <summary>Reads files; where several lines measure the same, the lowest minimum counts.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line holds something else; the message names file and line.</exception>
    public static PeerTimes Read(IEnumerable<string> files)
    {
        var times = new PeerTimes();
        foreach (string file in files)
        {
            int number = 0;
            foreach (string line in File.ReadLines(file))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    times.Add(line, string.Create(CultureInfo.InvariantCulture, $"{file}, line {number}"));
                }
            }
        }

        return times;
    }

    /// <summary>The lowest minimum in seconds of all peers whose name begins so; null when none did this work.</summary>
    /// <param name="peer">How the name begins; the version may follow.</param>
    /// <param name="workload">The peer's name of the workload.</param>
    /// <param name="batch">Examples of one call.</param>
    public double? Minimum(string peer, string workload, int batch) => _seconds
        .Where(time => time.Key.Batch == batch && time.Key.Workload == workload && time.Key.Peer.StartsWith(peer, StringComparison.Ordinal))
        .Min(time => (double?)time.Value);

    private void Add(string line, string place)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            double seconds = root.GetProperty("min_us").GetDouble() * 1e-6;
            var key = (Text(root, "peer"), Text(root, "workload"), root.GetProperty("batch").GetInt32());
            if (!(seconds > 0))
            {
                throw new FormatException("min_us is not above 0");
            }

            _seconds[key] = _seconds.TryGetValue(key, out double other) ? Math.Min(seconds, other) : seconds;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{place}: expected peer, workload, batch and min_us of a measurement, found {line} ({error.Message})", error);
        }
    }

    private static string Text(JsonElement line, string property) => line.GetProperty(property).GetString() ?? throw new FormatException($"{property} is null");
}
