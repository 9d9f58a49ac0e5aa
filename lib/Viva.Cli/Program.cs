using Viva.Cli;

var context = CommandContext.OfProcess();
PathVariables.MakeAbsolute(context.WorkingDirectory);
return await VivaCommand.InvokeAsync(args, context);
