using System;
using System.Globalization;
using NetGen;
using NetGen.Samples.Gabor;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Count = 60;

// Examples of the curve with other numbers than the model begins with, and some noise.
var truth = new GaborModel();
truth.Curve1.P0 = -0.5f;
truth.Curve1.P1 = 15;
var random = new Random(3);
var x = new float[Count, 1];
var y = new float[Count];
for (int i = 0; i < Count; i++)
{
    x[i, 0] = random.NextSingle() * 30 - 15;
    y[i] = truth.Predict([x[i, 0]]) + (random.NextSingle() - 0.5f) * 0.3f;
}

Examples examples = Examples.From(x, y);
var model = new GaborModel();
ITrainableNetwork network = model;
var trainer = new Trainer(network, new Adam(learningRate: 0.05)) { BatchSize = Count, Progress = null };

Plot.Draw(Console.Out, "Before training", value => model.Predict([value]), x, y);
Console.WriteLine("epochs    loss      p0      p1");
for (int epochs = 0; ; epochs += 100)
{
    Console.WriteLine($"{epochs,6}  {trainer.Evaluate(examples).Loss:0.0000}  {model.Curve1.P0,6:0.000}  {model.Curve1.P1,6:0.000}");
    if (epochs == 400)
    {
        break;
    }

    trainer.Fit(examples, epochs: 100);
}

Console.WriteLine($"truth           {truth.Curve1.P0,7:0.000}  {truth.Curve1.P1,6:0.000}");
Console.WriteLine();
Plot.Draw(Console.Out, "After training", value => model.Predict([value]), x, y);
