using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.CodeFixes;

/// <summary>An editor with one open file: what a code fix offers there, and what the file is after it was taken.</summary>
internal sealed class FixHost : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly CodeFixProvider _fix;
    private readonly Document _document;

    private FixHost(CodeFixProvider fix, string source, string[] otherFiles)
    {
        _fix = fix;
        CSharpCompilation compilation = GeneratorHost.Compile();
        ProjectId project = ProjectId.CreateNewId();
        Solution solution = _workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            project, VersionStamp.Default, "UserProject", "UserProject", LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: GeneratorHost.ParseOptions, metadataReferences: compilation.References));
        DocumentId opened = DocumentId.CreateNewId(project);
        solution = solution.AddDocument(opened, "Opened.cs", source);
        foreach (string other in otherFiles)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project), "Other.cs", other);
        }

        _document = solution.GetDocument(opened)!;
    }

    /// <summary>Holds that the fix offers one action with this title, and that it makes <paramref name="after"/> of <paramref name="before"/>.</summary>
    public static void Fixes(CodeFixProvider fix, string title, string before, string after)
    {
        using var host = new FixHost(fix, before, []);
        CodeAction action = Assert.Single(host.Offers());
        Assert.Equal(title, action.Title);
        Assert.Equal(after, host.TextAfter(action));
    }

    /// <summary>Holds that taking the fix for all of the file at once makes <paramref name="after"/> of <paramref name="before"/>.</summary>
    public static void FixesAll(CodeFixProvider fix, string before, string after)
    {
        using var host = new FixHost(fix, before, []);
        CodeAction first = host.Offers()[0];
        var context = new FixAllContext(
            host._document, fix, FixAllScope.Document, first.EquivalenceKey!, fix.FixableDiagnosticIds, new Problems(host.Diagnostics()), CancellationToken.None);
        CodeAction? all = Wait(fix.GetFixAllProvider()!.GetFixAsync(context));
        Assert.Equal(after, host.TextAfter(Assert.IsAssignableFrom<CodeAction>(all)));
    }

    /// <summary>Holds that there is a diagnostic that the fix is for, but that it offers nothing.</summary>
    public static void OffersNothing(CodeFixProvider fix, string source, params string[] otherFiles)
    {
        using var host = new FixHost(fix, source, otherFiles);
        Assert.NotEmpty(host.Diagnostics());
        Assert.Empty(host.Offers());
    }

    public void Dispose() => _workspace.Dispose();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>Of the open file, those that the fix is for.</summary>
    private ImmutableArray<Diagnostic> Diagnostics()
    {
        Compilation compilation = Wait(_document.Project.GetCompilationAsync())!;
        SyntaxTree tree = Wait(_document.GetSyntaxTreeAsync())!;
        ImmutableArray<Diagnostic> all = Wait(compilation.WithAnalyzers([new NetworkAnalyzer()]).GetAllDiagnosticsAsync());
        return [.. all.Where(diagnostic => diagnostic.Location.SourceTree == tree && _fix.FixableDiagnosticIds.Contains(diagnostic.Id))];
    }

    /// <summary>As an editor asks: once for each place, with the diagnostics of one id there.</summary>
    private List<CodeAction> Offers()
    {
        var offers = new List<CodeAction>();
        foreach (IGrouping<Microsoft.CodeAnalysis.Text.TextSpan, Diagnostic> place in Diagnostics().GroupBy(diagnostic => diagnostic.Location.SourceSpan))
        {
            Wait(RegisterAsync(new CodeFixContext(_document, place.Key, [.. place], (action, _) => offers.Add(action), CancellationToken.None)));
        }

        return offers;
    }

    private async Task<bool> RegisterAsync(CodeFixContext context)
    {
        await _fix.RegisterCodeFixesAsync(context);
        return true;
    }

    private string TextAfter(CodeAction action)
    {
        var change = (ApplyChangesOperation)Assert.Single(Wait(action.GetOperationsAsync(CancellationToken.None)));
        return Wait(change.ChangedSolution.GetDocument(_document.Id)!.GetTextAsync()).ToString();
    }

    private sealed class Problems(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
