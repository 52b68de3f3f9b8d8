using System;

namespace NetGen;

/// <summary>
/// Base of attributes of the user's own that stand for several layers, and the mark on such a class: the layer attributes that follow it on the same declaration are the block's layers.
/// An int property of the class is a size that layers name in place of a number; a block may contain blocks.
/// </summary>
/// <remarks>
/// Inside a block names mean its own layers, and <c>x</c> is what enters it; its last layer is what leaves it. The layer <c>dense1</c> of the block <c>mlp1</c> has the parameters
/// <c>mlp1.dense1.weight</c> and <c>mlp1.dense1.bias</c>. With <see cref="Repeat"/> the blocks are numbered: <c>mlp1</c>, <c>mlp2</c>, <c>mlp3</c>.
/// </remarks>
/// <example><code>
/// [Block, Dense(nameof(Hidden)), Relu, Add("x", "relu1")]
/// public sealed partial class StepAttribute : BlockAttribute { public int Hidden { get; set; } = 32; }
///
/// [Network(32)]
/// [Step(Repeat = 3)]
/// [Dense(10)]
/// public sealed partial class Residual;
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public class BlockAttribute : LayerAttribute
{
    /// <summary>How many blocks of this kind stand in a row, each with parameters of its own; at least 1.</summary>
    public int Repeat { get; set; } = 1;
}
