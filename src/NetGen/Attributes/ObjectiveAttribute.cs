using System;

namespace NetGen;

/// <summary>Base of the attributes that end a network with what is to be minimised, which makes it trainable.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class ObjectiveAttribute : Attribute;
