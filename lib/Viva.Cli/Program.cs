using Viva.Cli;
using Viva.Cli.Run;

var context = CommandContext.OfProcess();
PathVariables.MakeAbsolute(context.WorkingDirectory);
return await VivaCommand.InvokeAsync(args, context);
