#!/usr/bin/env bash
# Makes this clone ready for VS Code and Jupyter: Jupyter where it is missing and may be installed, Microsoft's kernel in Jupyter's list,
# the library built. Safe to run again. The dev container, Binder and CI run it, and so may you.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
export DOTNET_NOLOGO=1

stop() { printf 'prepare: %s\n' "$1" >&2; exit 3; }

command -v dotnet >/dev/null || stop 'the command dotnet is not there. Install the .NET 10 SDK from https://dotnet.microsoft.com/download, then run this again.'
dotnet --version >/dev/null 2>&1 || stop 'no .NET SDK that fits global.json. Install the .NET 10 SDK from https://dotnet.microsoft.com/download, then run this again.'

# Jupyter from wherever it comes (pip, conda, a package) is as good as Debian's.
if ! jupyter kernelspec --version >/dev/null 2>&1 || ! jupyter nbconvert --version >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then root=(); else root=(sudo -n); fi
  if ! command -v apt-get >/dev/null || ! "${root[@]}" true 2>/dev/null; then
    stop 'Jupyter is not there, and I may not install it. Install it (pip install notebook nbconvert), then run this again.'
  fi
  echo 'Installing Jupyter ...'
  words=$({ "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends jupyter-client jupyter-notebook jupyter-nbconvert; } 2>&1) \
    || { printf '%s\n' "$words" | tail -n 20 >&2; stop 'apt-get could not install Jupyter: see above.'; }
fi

dotnet tool restore || stop 'dotnet tool restore failed: see above. It needs the network once.'
dotnet interactive jupyter install || stop 'dotnet interactive jupyter install failed: see above.'
folder=$(jupyter kernelspec list 2>/dev/null | sed -n 's/^ *\.net-csharp  *//p')
[ -f "$folder/kernel.json" ] || stop 'Jupyter does not list the kernel .net-csharp. Is the jupyter on PATH the one that you start?'

# Jupyter interrupts by a signal unless told otherwise. The signal ends this kernel, and Jupyter, which watches the command dotnet above it,
# goes on waiting. A message the kernel ignores: the cell runs on, and nothing is lost.
if ! grep -q '"interrupt_mode"' "$folder/kernel.json"; then
  sed -i.before '1,/"display_name"/ s/^\( *\)"display_name"/\1"interrupt_mode": "message",\n&/' "$folder/kernel.json" || stop "cannot write $folder/kernel.json"
  rm -f "$folder/kernel.json.before"
fi

# The extension for VS Code keeps a list of tools of its own, in a folder that exists before its first start in containers only.
# With the list where it looks for it, its second start does not fail (docs/front-ends.md).
for data in "$HOME/.vscode-server" "$HOME/.vscode-remote"; do
  storage=$data/data/User/globalStorage/ms-dotnettools.dotnet-interactive-vscode/.config
  if [ -d "$data" ] && [ ! -e "$storage/dotnet-tools.json" ]; then
    mkdir -p "$storage" && cp .config/dotnet-tools.json "$storage/" || stop "cannot write to $storage"
  fi
done

echo 'Building the library ...'
words=$(dotnet build lib/Viva --nologo --verbosity quiet) || { printf '%s\n' "$words" >&2; stop 'the library does not build: see above.'; }
echo 'Ready. Open a notebook of notebooks/ and choose the kernel .NET (C#).'
