using System;
using System.IO;

namespace NetGen.Generator.Tests.Hosting;

/// <summary>Where the sources of this repository lie, seen from the running tests.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder with NetGen.sln. Not by [CallerFilePath], which the build makes relative.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "NetGen.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {start} holds NetGen.sln.");
    }
}
