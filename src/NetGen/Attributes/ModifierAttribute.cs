using System;

namespace NetGen;

/// <summary>Base of the attributes that change the layer above them, such as how its weights begin. Several may follow one layer.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class ModifierAttribute : Attribute;
