@echo off
rem Builds the command when it is missing or out of date, and runs it where you are.
where dotnet >nul 2>nul
if errorlevel 1 (
  echo viva: the command dotnet is not there. Install the .NET 10 SDK from https://dotnet.microsoft.com/download, then open a new terminal. 1>&2
  exit /b 3
)
set DOTNET_NOLOGO=1
dotnet run --project "%~dp0lib\Viva.Cli" --verbosity quiet -- %*
exit /b %errorlevel%
