using System.CommandLine;
using Viva.Cli;

var root = new RootCommand("Viva: deep-learning interview questions that you can run.") { RunCommand.Create() };
return await root.Parse(args).InvokeAsync();
