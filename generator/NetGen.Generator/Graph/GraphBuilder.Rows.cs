using System.Globalization;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Graph;

/// <summary>Blocks that stand several times in a row.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>Everything that building a layer adds to.</summary>
    private readonly record struct Mark(int Nodes, int Layers, int Blocks, int Fits, int Parameters, int Problems, int Streams, long ParameterFloats, long Values);

    private Mark Here => new(_nodes.Count, _layers.Count, _blocks.Count, _fits.Count, _parameters.Count, _problems.Count, _streams, _parameterFloats, _values);

    private void GoBack(Mark mark)
    {
        _nodes.RemoveRange(mark.Nodes, _nodes.Count - mark.Nodes);
        _layers.RemoveRange(mark.Layers, _layers.Count - mark.Layers);
        _blocks.RemoveRange(mark.Blocks, _blocks.Count - mark.Blocks);
        _fits.RemoveRange(mark.Fits, _fits.Count - mark.Fits);
        _parameters.RemoveRange(mark.Parameters, _parameters.Count - mark.Parameters);
        _problems.RemoveRange(mark.Problems, _problems.Count - mark.Problems);
        (_streams, _parameterFloats, _values) = (mark.Streams, mark.ParameterFloats, mark.Values);
    }

    /// <summary>
    /// One use of a block with <c>Repeat</c>. Blocks that give the shape they read are a <see cref="Loop"/>; if the first one changes the shape, it stands alone and the others may be one.
    /// Inside a loop, and where each block changes the shape, blocks are built one by one.
    /// </summary>
    private sealed class BlockRow(GraphBuilder graph, Scope scope, LayerDeclaration layer, BlockDeclaration block)
    {
        private readonly (string User, string Owner)? _sharing = graph._sharing;

        public Value? Build(Value input)
        {
            Value? current = input;
            int next = 0;
            bool mayLoop = graph._loop is null && !graph._options.BuildsOneByOne;
            while (next < layer.Repeat && current is not null)
            {
                int rest = layer.Repeat - next;
                if (mayLoop && rest > 1 && BuildLoop(next, rest, current) is { } output)
                {
                    current = output;
                    break;
                }

                Share(next);
                current = graph.BuildBlock(Name(next), block, current);
                next++;
                // The second may keep the shape that the first one made; if it does not, none will.
                mayLoop &= next == 1;
            }

            graph._sharing = _sharing;
            return current;
        }

        private Value? BuildLoop(int next, int count, Value input)
        {
            Mark mark = graph.Here;
            string? unshared = graph._unshared;
            var loop = new Loop(scope.Prefix + layer.Numbering.Base, layer.Numbering.First + next, count);
            graph._loop = loop;
            Share(next);
            Value carried = graph.Add(new LoopInput(), loop.Prefix + "x", loop.Prefix.TrimEnd('.'), [input]);
            Value? output = graph.BuildBlock(Name(next), block, carried);
            graph._loop = null;
            if (output is null || output.Shape != input.Shape || graph._unshared is not null || graph.HasTables(mark.Parameters) || !graph.PassesGradient(mark.Nodes, output, carried))
            {
                graph.GoBack(mark);
                graph._unshared = unshared;
                return null;
            }

            var result = new Value(loop.Last, output.Shape, Extent.PerExample);
            graph._nodes.Add(new Node(new LoopOutput(), [output], result, loop.Prefix.TrimEnd('.')) { Loop = loop });
            return result;
        }

        private string Name(int index) => scope.Prefix + layer.Numbering.Base + (layer.Numbering.First + index).ToString(CultureInfo.InvariantCulture);

        /// <summary>Of a row that shares, each block shares the one of its number in the other row.</summary>
        private void Share(int index)
        {
            if (_sharing is { } sharing && layer.Shares is not null && graph.RowOf(sharing.Owner) is { } owner)
            {
                graph._sharing = (Name(index) + ".", owner.Prefix + owner.Numbering.Base + (owner.Numbering.First + index).ToString(CultureInfo.InvariantCulture) + ".");
            }
        }
    }

    /// <summary>The row of blocks that an owner of shared parameters is, from the prefix of its first.</summary>
    private (string Prefix, (string Base, int First) Numbering)? RowOf(string prefix) =>
        _declarations.TryGetValue(prefix.TrimEnd('.'), out LayerDeclaration? owner) && owner.Block is not null
            ? (owner.Name.Substring(0, owner.Name.LastIndexOf('.') + 1), owner.Numbering)
            : null;

    /// <summary>What stops gradients in a block would leave a loop's backward pass without an end.</summary>
    private bool PassesGradient(int from, Value output, Value carried)
    {
        var reached = new System.Collections.Generic.HashSet<Value> { output };
        for (int i = _nodes.Count - 1; i >= from; i--)
        {
            if (reached.Contains(_nodes[i].Output))
            {
                reached.UnionWith(_nodes[i].Inputs.Where((_, input) => _nodes[i].Operation.PassesGradient(input)));
            }
        }

        return reached.Contains(carried);
    }

    /// <summary>Tables have rows of their own to keep, which a loop does not.</summary>
    private bool HasTables(int from) => _parameters.Skip(from).Any(parameter => parameter.IsTable);
}
