namespace NetGen.Samples.Tabular;

// The sizes of a network are constants of the compiler, so each table has a class of its own, and each width that a search may try is a variant of it.

/// <summary>3 species of iris by 4 lengths.</summary>
[Network(4), Variants("Hidden", 8, 16, 32, 64)]
[L2(1e-4), Normalize]
[Dense("Hidden"), Relu]
[Dropout(0.1)]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class Iris;

/// <summary>3 growers of wine by 13 chemical measures.</summary>
[Network(13), Variants("Hidden", 8, 16, 32, 64)]
[L2(1e-4), Normalize]
[Dense("Hidden"), Relu]
[Dropout(0.1)]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class Wine;

/// <summary>Malignant or benign by 30 measures of cell nuclei.</summary>
[Network(30), Variants("Hidden", 8, 16, 32, 64)]
[L2(1e-4), Normalize]
[Dense("Hidden"), Relu]
[Dropout(0.1)]
[Dense(2)]
[SoftmaxCrossEntropy]
public sealed partial class BreastCancer;

/// <summary>10 digits by images of 8 times 8 pixels.</summary>
[Network(64), Variants("Hidden", 8, 16, 32, 64)]
[L2(1e-4), Normalize]
[Dense("Hidden"), Relu]
[Dropout(0.1)]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class Digits;
