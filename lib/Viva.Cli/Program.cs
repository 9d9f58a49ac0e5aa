using Viva.Cli;

return await VivaCommand.InvokeAsync(args, CommandContext.OfProcess());
