using System.Linq;

namespace NetGen.Generator.Emission;

/// <summary>Writes what stands over a public member: its documentation, and the mark of generated code.</summary>
internal sealed class MemberDocumentation(CodeWriter writer)
{
    /// <summary>Of a constant, which is no code to cover.</summary>
    public void WriteConstant(string summary)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(FileFrame.GeneratedConstant);
    }

    /// <summary>A summary and further lines; those that are null do not apply.</summary>
    public void Write(string summary, params string?[] further)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        foreach (string line in further.OfType<string>())
        {
            writer.Line("/// " + line);
        }

        writer.Line(FileFrame.GeneratedCode);
    }
}
