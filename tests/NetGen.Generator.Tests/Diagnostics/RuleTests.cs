using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>A diagnostic is a product: none may lack its page, its row, its description or its tests.</summary>
public class RuleTests
{
    private static readonly DiagnosticDescriptor[] All = typeof(Rules)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .ToArray();

    private static readonly MethodInfo[] Tests = typeof(RuleTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
        .ToArray();

    public static TheoryData<string> Ids => new(All.Select(rule => rule.Id));

    [Fact]
    public void Ids_differ() => Assert.Equal(All.Length, All.Select(rule => rule.Id).Distinct().Count());

    [Fact]
    public void The_analyzer_declares_every_rule_of_declarations()
    {
        string[] reported = [.. new NetworkAnalyzer().SupportedDiagnostics.Select(rule => rule.Id)];
        Assert.Equal(All.Select(rule => rule.Id).Except([Rules.NotGenerated.Id, Rules.Internal.Id]), reported);
        Assert.All(reported, id => Assert.Equal(id, Rules.Find(id).Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_says_what_why_and_what_to_do(string id)
    {
        DiagnosticDescriptor rule = Rule(id);
        Assert.NotEmpty(rule.Title.ToString(CultureInfo.InvariantCulture));
        Assert.EndsWith(".", rule.Description.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        // One sentence without a full stop, as Roslyn's own messages.
        Assert.DoesNotMatch("[.]$", rule.MessageFormat.ToString(CultureInfo.InvariantCulture));
        Assert.True(rule.IsEnabledByDefault);
        string category = id[2] switch
        {
            '0' or '9' => "NetGen.Generation",
            '1' => "NetGen.Declaration",
            '2' => "NetGen.Shape",
            _ => "NetGen.Training",
        };
        Assert.Equal(category, rule.Category);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_page_behind_its_help_link(string id)
    {
        DiagnosticDescriptor rule = Rule(id);
        Assert.EndsWith($"/generator/docs/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        string[] page = File.ReadAllLines(RepositoryFiles.Path("generator", "docs", id + ".md"));
        Assert.Equal($"# {id}: {rule.Title}", page[0]);
        Assert.Contains("## Cause", page);
        Assert.Contains("## Example", page);
        Assert.Contains("## How to mend it", page);
        Assert.Contains(page, line => id is "NG0001" or "NG9001" || line.Contains("// " + id, StringComparison.Ordinal));
        Assert.InRange(page.Length, 15, 45);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_row_in_the_releases(string id)
    {
        DiagnosticDescriptor rule = Rule(id);
        IEnumerable<string> rows = new[] { "Shipped", "Unshipped" }.SelectMany(file => File.ReadAllLines(RepositoryFiles.Path("generator", "NetGen.Generator", $"AnalyzerReleases.{file}.md")));
        Assert.Single(rows, $"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_test_that_it_triggers_and_one_that_it_does_not(string id)
    {
        Assert.Contains(Tests, test => test.GetCustomAttributes<TriggersAttribute>().Any(mark => mark.Id == id));
        Assert.Contains(Tests, test => test.GetCustomAttributes<NearMissAttribute>().Any(mark => mark.Id == id));
    }

    [Fact]
    public void No_page_is_left_of_a_rule_that_is_gone() => Assert.Equal(
        All.Select(rule => rule.Id).Order(StringComparer.Ordinal),
        Directory.GetFiles(RepositoryFiles.Path("generator", "docs"), "NG*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static DiagnosticDescriptor Rule(string id) => All.Single(rule => rule.Id == id);
}
