using System;
using System.IO;
using System.Linq;

namespace NetGen.Tests.Files;

/// <summary>A folder of a test's own.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("netgen-tests-");

    /// <summary>The names of all files in it, hidden ones too, in order.</summary>
    public string[] Names => _folder.EnumerateFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal).ToArray();

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
