using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static NetGen.Generator.Diagnostics.Rule;

namespace NetGen.Generator.Diagnostics;

/// <summary>Every diagnostic: NG0xxx summary, NG1xxx declaration, NG2xxx shape, NG3xxx training, NG9xxx internal.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NotGenerated = Error(
        "NG0001",
        Generation,
        "Network was not generated",
        "{0} was not generated: {1}",
        "The declaration has problems, each reported at its place; until they are mended the network has its public API but no code behind it.");

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "NG1001",
        Declaration,
        "Network is not partial",
        "{0} is not partial, so no code can be added to it; write 'partial class {0}', and make every type around it partial too",
        "NetGen adds the network's code as another part of the class.");

    public static readonly DiagnosticDescriptor NoLayer = Error(
        "NG1002",
        Declaration,
        "Network has no layer",
        "{0} has no layer; add at least one, such as [Dense(10)], between [Network] and the loss",
        "A network is at least one layer.");

    public static readonly DiagnosticDescriptor LayerOnOtherPart = Error(
        "NG1003",
        Declaration,
        "Layer on another part of the class",
        "{0} stands on another part of {1} than [{2}]; move it there, because the order over several parts is not defined",
        "The order of the attributes is the order of the layers. C# defines no order over the parts of a partial class.");

    public static readonly DiagnosticDescriptor AfterLoss = Error(
        "NG1004",
        Declaration,
        "Layer or loss after a loss does not name its input",
        "{0} stands after the loss {1} and does not say what it reads; name a layer above by From, or move {0} before the loss",
        "A loss ends a chain of layers. What stands after it begins another branch, or is another loss, and names what it reads.");

    public static readonly DiagnosticDescriptor NameTaken = Error(
        "NG1005",
        Declaration,
        "Layer name is taken",
        "the name '{0}' of {1} is taken by layer {2}; names must differ by more than case",
        "A layer's name is its property and the prefix of its parameters in files.");

    public static readonly DiagnosticDescriptor NotIdentifier = Error(
        "NG1006",
        Declaration,
        "Layer name is no identifier",
        "the name '{0}' of {1} is no identifier; use letters, digits and underscores, no keyword",
        "A layer's name becomes a property and the names of local variables.");

    public static readonly DiagnosticDescriptor NameCollides = Error(
        "NG1007",
        Declaration,
        "Name collides with a member",
        "'{0}' collides with {1}; {2}",
        "NetGen adds members to the class: those of every network, and one property for each layer with parameters.");

    public static readonly DiagnosticDescriptor UnknownOperator = Error(
        "NG1008",
        Declaration,
        "Unknown layer",
        "{0} is no layer or loss that this version of the generator knows; use the same version of the NetGen runtime and generator",
        "The attribute derives from NetGen's base classes but the compiler has no operator for it.");

    public static readonly DiagnosticDescriptor UnsuitableClass = Error(
        "NG1009",
        Declaration,
        "Class cannot be a network",
        "{0} cannot be a network, because {1}",
        "NetGen adds a part in another file, a constructor with a seed, and interfaces. Some kinds of classes allow no such thing.");

    public static readonly DiagnosticDescriptor UnknownOption = Error(
        "NG1010",
        Declaration,
        "Option is out of range",
        "{0} of {1} is {2}, but it must be {3}",
        "A number outside the range of an option, or one cast to an enumeration that does not name it, means nothing.");

    public static readonly DiagnosticDescriptor UnknownName = Error(
        "NG1011",
        Declaration,
        "Name of no layer",
        "{0} reads '{1}', but no layer or input above it has that name{2}",
        "A layer reads values by name: layers above it on the same class, and inputs.");

    public static readonly DiagnosticDescriptor NameIsBelow = Error(
        "NG1012",
        Declaration,
        "Layer reads one below",
        "{0} reads '{1}', which does not stand above it; a layer reads only what stands above, so that there is no cycle",
        "The order of the attributes is the order of the computation.");

    public static readonly DiagnosticDescriptor UnusedLayer = Error(
        "NG1013",
        Declaration,
        "Layer is not used",
        "nothing reads {0}: name it by another layer's From or a loss's{1}, or remove it",
        "A layer that reaches neither an output nor a loss would be computed for nothing.");

    public static readonly DiagnosticDescriptor UnusedInput = Error(
        "NG1014",
        Declaration,
        "Input is not used",
        "nothing reads the input {0}: name it by a layer's From, or remove it",
        "An input that reaches neither an output nor a loss would be asked for and ignored.");

    public static readonly DiagnosticDescriptor BlockDoesNotFit = Error(
        "NG1015",
        Declaration,
        "Class cannot be used as a block",
        "{0} cannot be used as a block: {1}",
        "A block is a class of this project that derives from BlockAttribute and has layers after [Block].");

    public static readonly DiagnosticDescriptor UnknownSize = Error(
        "NG1016",
        Declaration,
        "Name of no size",
        "the size of {0} is '{1}', which is no int property of the block and no variant of the network{2}",
        "A size is a number, or in a block the name of one of its properties.");

    public static readonly DiagnosticDescriptor CannotShare = Error(
        "NG1017",
        Declaration,
        "Layer cannot share parameters",
        "{0} cannot share the parameters of {1}: {2}",
        "A layer applies the parameters of another one of the same kind whose parameters have the same shapes.");

    public static readonly DiagnosticDescriptor TooFewInputs = Error(
        "NG1018",
        Declaration,
        "Merge has too few inputs",
        "{0} merges fewer than two values; name them: [{1}(\"a\", \"b\")]",
        "A merge makes one value of several, which it names.");

    public static readonly DiagnosticDescriptor WrongKind = Error(
        "NG1019",
        Declaration,
        "Layer reads another kind of element",
        "{0} reads {1}, but {2} holds {3}",
        "Embeddings read ints, everything else reads floats.");

    public static readonly DiagnosticDescriptor NotOnInput = Error(
        "NG1026",
        Declaration,
        "Layer fits data, but reads no input",
        "{0} is fitted to examples, so it reads an input of the network, but {1} is made by a layer; put it before the other layers, or name an input with From",
        "Only of inputs the values are known before training.");

    public static readonly DiagnosticDescriptor NoLayerAbove = Error(
        "NG1020",
        Declaration,
        "No layer above",
        "{0} has no layer above it; put it after the layer that it is meant for",
        "A modifier changes the layer above it, an output shows its value, a loss judges it.");

    public static readonly DiagnosticDescriptor NoSuchParameter = Error(
        "NG1021",
        Declaration,
        "Layer has no such parameter",
        "{0} does not fit {1}, which has no {2}; remove it or put it after a layer that has one",
        "A modifier of weights or biases needs a layer above it that has them.");

    public static readonly DiagnosticDescriptor ModifierTwice = Error(
        "NG1022",
        Declaration,
        "Modifier stands twice",
        "{0} of {1} stands twice; keep one of them",
        "Each modifier says all about one thing, so a second one would contradict the first.");

    public static readonly DiagnosticDescriptor InitializerArgumentCount = Error(
        "NG1023",
        Declaration,
        "Wrong number of arguments",
        "{0} takes {1}, but is given {2}",
        "Each initializer has arguments of its own.");

    public static readonly DiagnosticDescriptor InitializerArgument = Error(
        "NG1024",
        Declaration,
        "Argument is out of range",
        "{0} of {1} is {2}, but it must be {3}",
        "An initializer must yield finite numbers.");

    public static readonly DiagnosticDescriptor OrthogonalBias = Error(
        "NG1025",
        Declaration,
        "Orthogonal bias",
        "Initial.Orthogonal is for weights only, because a bias is no matrix; use Initial.Zeros or another one for the bias",
        "Orthogonality is a property of a matrix.");

    public static readonly DiagnosticDescriptor WrongNumberOfWeights = Error(
        "NG1030",
        Declaration,
        "Wrong number of weights",
        "{0} of {1} has {2}, but {3} has {4}",
        "Weights of a loss belong to the classes or outputs that it is taken of.");

    public static readonly DiagnosticDescriptor FunctionNotFound = Error(
        "NG1040",
        Declaration,
        "Function does not exist",
        "{0} has no method {1}; {2}",
        "The attribute names a static method, of the class itself or of the type before the name.");

    public static readonly DiagnosticDescriptor FunctionDoesNotFit = Error(
        "NG1041",
        Declaration,
        "Method cannot be a function of numbers",
        "{0} cannot be {1}, because {2}; it must be like '{3}'",
        "A function of the user's is one static method of floats that returns a float, with source in the project.");

    public static readonly DiagnosticDescriptor FunctionNotRead = Error(
        "NG1042",
        Declaration,
        "Function cannot be read",
        "{0} in {1} cannot be read: {2}; if it must stay, write the derivative of {3} by hand and name it there, [Derivative(nameof({3}Derivative))]",
        "NetGen differentiates what it can read: locals, conditions, arithmetic, MathF and calls of other such methods. A function whose derivative is given is called as it is.");

    public static readonly DiagnosticDescriptor FunctionTooLarge = Error(
        "NG1043",
        Declaration,
        "Function is too large",
        "with its locals and calls written out {0} has more than {1} operations; shorten it, or write the derivative of {2} by hand and name it there, [Derivative(nameof({2}Derivative))]",
        "A local that is read twice counts twice, so a chain of such locals grows exponentially.");

    public static readonly DiagnosticDescriptor DerivativeDoesNotFit = Error(
        "NG1044",
        Declaration,
        "Derivative does not fit",
        "{0} cannot be the derivative of {1} by {2}, because {3}",
        "A derivative is a static method of the same class with the same parameters.");

    public static readonly DiagnosticDescriptor FunctionParameter = Error(
        "NG1045",
        Declaration,
        "Number of a parameter is out of place",
        "{0} of {1} {2}; {3}",
        "The first parameter is the element, of a loss the first two are prediction and target. Further ones are trained numbers with a first value; those of a loss are fixed by their default values.");

    public static readonly DiagnosticDescriptor DoubleRunsInFloat = Information(
        "NG1046",
        Declaration,
        "Double runs in float",
        "{0} computes this in double, but the network does so in float; MathF and float literals say so",
        "Everything in a network is a float. The function means the same, with about seven digits.");

    public static readonly DiagnosticDescriptor VariantDoesNotFit = Error(
        "NG1050",
        Declaration,
        "Variants do not fit",
        "{0} cannot be a variant of {1}: {2}",
        "A network is compiled once for each combination of the values of its variants, and layers name a variant in place of a size.");

    public static readonly DiagnosticDescriptor ImpossibleSize = Error(
        "NG2001",
        Shapes,
        "Impossible size",
        "{0} of {1} is {2}, but it must be from 1 to {3}",
        "Sizes are positive, and all values and parameters of one example fit an array.");

    public static readonly DiagnosticDescriptor AxisOutOfRange = Error(
        "NG2002",
        Shapes,
        "Axis is out of range",
        "axis {1} of {0} does not exist: its input has the shape {2}, so the axis must be from {3} to {4}",
        "Axes count from 0, without the batch; -1 is the last.");

    public static readonly DiagnosticDescriptor ShapeMismatch = Error(
        "NG2003",
        Shapes,
        "Shapes do not fit",
        "{0} expects {1}, but {2} gives {3}",
        "The value above has a shape that this layer or loss cannot take.");

    public static readonly DiagnosticDescriptor RedundantActivation = Warning(
        "NG3001",
        Training,
        "Activation before a loss that applies it itself",
        "{0} applies {1} to its scores itself, but {2} has applied it already, so the network would train on a {1} of a {1}; remove [{1}]",
        "The loss takes scores. PredictProbabilities gives probabilities without the activation.");

    public static readonly DiagnosticDescriptor ReluBeforeLoss = Warning(
        "NG3002",
        Training,
        "Relu before the loss",
        "{0} before {1} cuts off every negative prediction, and no gradient flows back from one; remove [{2}]",
        "Outputs of a Relu cannot be negative. Where it is 0 the network learns nothing from the example.");

    public static readonly DiagnosticDescriptor NoGradientPasses = Warning(
        "NG3003",
        Training,
        "No gradient passes",
        "no gradient passes {0}, so the parameters of {1} never learn; train with an activation that has a slope, such as Tanh, in place of [{2}]",
        "The derivative is 0 everywhere, so every gradient before it is 0 and an optimizer leaves those parameters as they are.");

    public static readonly DiagnosticDescriptor Internal = Error(
        "NG9001",
        Generation,
        "Internal error",
        "{0} was not generated because of a mistake in NetGen, in stage {1}: {2}; please report it with the declaration",
        "Never the fault of the declaration.");

    /// <summary>What the analyzer reports, at its place in the source.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> OfDeclarations = ImmutableArray.Create(
        NotPartial, NoLayer, LayerOnOtherPart, AfterLoss, NameTaken, NotIdentifier, NameCollides, UnknownOperator, UnsuitableClass, UnknownOption, UnknownName, NameIsBelow, UnusedLayer, UnusedInput, BlockDoesNotFit, UnknownSize, CannotShare, TooFewInputs, WrongKind, NotOnInput, NoLayerAbove, NoSuchParameter, ModifierTwice, InitializerArgumentCount, InitializerArgument, OrthogonalBias, WrongNumberOfWeights, FunctionNotFound, FunctionDoesNotFit, FunctionNotRead, FunctionTooLarge, DerivativeDoesNotFit, FunctionParameter, DoubleRunsInFloat, VariantDoesNotFit, ImpossibleSize, AxisOutOfRange, ShapeMismatch, RedundantActivation, ReluBeforeLoss, NoGradientPasses);

    public static DiagnosticDescriptor Find(string id)
    {
        foreach (DiagnosticDescriptor rule in OfDeclarations)
        {
            if (rule.Id == id)
            {
                return rule;
            }
        }

        throw new System.ArgumentException("There is no rule " + id + ".", nameof(id));
    }
}
