namespace NetGen.Reports;

/// <summary>The style of a report. Colours are variables, once for each theme: the reader's by default, or that of the attribute <c>data-theme</c>.</summary>
/// <remarks>The six colours of series differ in lightness too, and from their ground by a contrast of 3:1 or more, for the colour-blind as well; text has 4.5:1 or more.</remarks>
internal static class Stylesheet
{
    private const string Light = """
        color-scheme: light;
        --page: #f4f5f7; --surface: #ffffff; --ink: #1c2128; --quiet: #57606a; --border: #d8dde3; --grid: #e6e9ed; --axis: #8a939d; --cell: #f1f3f5; --strong: #ffffff;
        --c1: #1260b8; --c2: #c2500a; --c3: #0a7d5e; --c4: #8b3fb0; --c5: #7d6608; --c6: #b3184f; --bad: #b42318; --good: #0a7d5e;
        """;

    private const string Dark = """
        color-scheme: dark;
        --page: #0e1116; --surface: #171b21; --ink: #e6e9ee; --quiet: #a2abb6; --border: #313842; --grid: #272d36; --axis: #76808c; --cell: #20262e; --strong: #0e1116;
        --c1: #6cb1ff; --c2: #ff9f5a; --c3: #45cfa6; --c4: #cf9bff; --c5: #dcc25a; --c6: #ff82ab; --bad: #ff8a80; --good: #45cfa6;
        """;

    internal const string Text = $$"""
        :root { {{Light}} }
        @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { {{Dark}} } }
        :root[data-theme="dark"] { {{Dark}} }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
        main { max-width: 1200px; margin: 0 auto; padding: 28px 24px 48px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 18px; margin: 0 0 12px; }
        h3 { font-size: 14px; margin: 0 0 6px; }
        p { margin: 0 0 8px; }
        .quiet { color: var(--quiet); }
        .card { background: var(--surface); border: 1px solid var(--border); border-radius: 10px; padding: 18px 20px; margin-top: 18px; }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 14px 22px; margin: 16px 0 0; }
        .facts dt { color: var(--quiet); font-size: 13px; }
        .facts dd { margin: 0; font-size: 20px; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        .facts dd small { font-size: 13px; color: var(--quiet); display: block; }
        .notice { border-left: 4px solid var(--c2); padding: 6px 12px; margin: 12px 0 0; background: var(--cell); border-radius: 0 6px 6px 0; overflow-wrap: anywhere; }
        .notice.bad { border-left-color: var(--bad); }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 24px; }
        .small { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 16px 20px; }
        figure { margin: 0; min-width: 0; break-inside: avoid; }
        figcaption { font-weight: 600; font-size: 14px; overflow-wrap: anywhere; }
        figcaption .quiet { font-weight: 400; font-size: 12.5px; display: block; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 2px 0 4px; padding: 0; font-size: 13px; }
        .legend li { display: flex; align-items: center; gap: 6px; }
        .key { width: 26px; height: 12px; flex: none; }
        .picture { display: block; width: 100%; height: auto; font-family: inherit; }
        .picture text { fill: var(--ink); font-size: 12px; }
        .picture .tick { fill: var(--quiet); font-variant-numeric: tabular-nums; }
        .picture .label { fill: var(--quiet); font-size: 12.5px; }
        .grid { stroke: var(--grid); stroke-width: 1; } .axis { stroke: var(--axis); stroke-width: 1; }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; } .dashed { stroke-dasharray: 7 4; stroke-linecap: butt; }
        .line.c1 { stroke: var(--c1); } .line.c2 { stroke: var(--c2); } .line.c3 { stroke: var(--c3); } .line.c4 { stroke: var(--c4); } .line.c5 { stroke: var(--c5); } .line.c6 { stroke: var(--c6); }
        .c1 { --c: var(--c1); } .c2 { --c: var(--c2); } .c3 { --c: var(--c3); } .c4 { --c: var(--c4); } .c5 { --c: var(--c5); } .c6 { --c: var(--c6); }
        .dot { fill: var(--c); stroke: var(--surface); stroke-width: 1; } .bar { fill: var(--c); } .mark { fill: var(--surface); stroke: var(--c); stroke-width: 2.5; }
        .cell { fill: var(--cell); } .heat { fill: var(--c1); }
        .picture .number { font-size: 13px; font-variant-numeric: tabular-nums; } .picture .number.small { font-size: 10.5px; } .picture .zero { fill: var(--quiet); } .picture .strong { fill: var(--strong); }
        .graphbox { overflow: auto; max-height: 900px; } .graphbox .picture { margin: 0 auto; min-width: 260px; }
        .edge { fill: none; stroke: var(--axis); stroke-width: 1.5; } .head { fill: var(--axis); }
        .node { fill: var(--surface); stroke: var(--c1); stroke-width: 1.5; } .node.input { fill: var(--cell); stroke: var(--axis); } .node.loss { fill: var(--cell); stroke: var(--c2); }
        .block { fill: var(--cell); stroke: var(--axis); stroke-dasharray: 5 3; } .picture .blockname { fill: var(--quiet); font-size: 11px; font-weight: 600; }
        .picture .nodename { font-weight: 600; } .picture .nodetext { fill: var(--quiet); }
        .tablebox { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; font-variant-numeric: tabular-nums; }
        th { text-align: left; color: var(--quiet); font-weight: 600; vertical-align: bottom; }
        th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--grid); white-space: nowrap; }
        .n { text-align: right; } tr.best td { font-weight: 600; color: var(--good); } tr.failed td { color: var(--quiet); } td.wrap { white-space: normal; overflow-wrap: anywhere; min-width: 160px; }
        .meter { display: inline-block; width: 84px; height: 9px; margin-left: 8px; background: var(--cell); border-radius: 3px; vertical-align: middle; overflow: hidden; }
        .meter i { display: block; height: 100%; background: var(--c2); }
        @media print {
            :root, :root[data-theme="dark"] { {{Light}} }
            body { background: #ffffff; font-size: 12px; } main { max-width: none; padding: 0; }
            .card { border: none; padding: 0; break-inside: auto; } .graphbox { max-height: none; overflow: visible; } .tablebox { overflow: visible; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; }
            * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """;
}
