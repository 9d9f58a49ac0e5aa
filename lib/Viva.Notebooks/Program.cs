using Viva.Notebooks.Running;

// The program of the process that runs one notebook. NotebookRunner starts it.
if (args is not [var commands, var events, var folder])
{
    Console.Error.WriteLine("This program runs one notebook for the command viva, which starts it. Use: viva run <number>");
    return 2;
}
return ChildProcess.Serve(commands, events, folder);
