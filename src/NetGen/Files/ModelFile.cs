using System;
using System.IO;

namespace NetGen;

/// <summary>Saves and loads the parameters of networks as safetensors files, with the names and shapes that PyTorch uses: <c>dense1.weight</c> [out, in].</summary>
public static class ModelFile
{
    /// <summary>Writes a network's parameters: to a temporary file in the same folder, which then takes the name at once.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file's path; an existing file is replaced.</param>
    public static void Save(this INetwork network, string path) => throw new NotImplementedException();

    /// <summary>Reads a network's parameters. Predictions that run meanwhile use either the old or the new ones; a failed load changes nothing.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file's path. Metadata is not needed, so files of other programs load if names, shapes and types agree.</param>
    /// <exception cref="InvalidDataException">The file is damaged or does not fit the network; the message lists everything that does not fit.</exception>
    public static void Load(this INetwork network, string path) => throw new NotImplementedException();
}
