/** The shells that can be told how to complete a command line of sweep. */
export type Shell = 'bash' | 'zsh' | 'fish';

/** What a shell is to read so that it completes command lines of sweep. It asks `sweep complete` what there is. */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell];
}

/** Bash takes `=` and `:` for the ends of words: they are put together again, and what it has already is cut from what it is given. */
const BASH = `# Completion of sweep for bash: source <(sweep completion bash)
_sweep() {
  local at word whole='' joins=0 words=()
  for ((at = 1; at <= COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    if ((at > 1 && joins)) || [[ at -gt 1 && $word == [=:]* ]]; then
      words[\${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    [[ $word == [=:]* ]] && joins=1 || joins=0
  done
  whole=\${words[\${#words[@]}-1]}
  mapfile -t COMPREPLY < <(sweep complete -- "\${words[@]}" 2> /dev/null)
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *[=:] ]]; then compopt -o nospace; fi
  if [[ $whole == *[=:]* ]]; then COMPREPLY=("\${COMPREPLY[@]#"\${whole%"\${whole##*[=:]}"}"}"); fi
  # What the line gets is for the shell to read as one word.
  for at in "\${!COMPREPLY[@]}"; do printf -v "COMPREPLY[at]" %q "\${COMPREPLY[at]}"; done
}
complete -o default -o bashdefault -F _sweep sweep
`;

const ZSH = `#compdef sweep
# Completion of sweep for zsh: source <(sweep completion zsh), after compinit
_sweep() {
  local -a found open
  found=("\${(@f)$(sweep complete -- "\${(@)words[2,CURRENT]}" 2> /dev/null)}")
  found=("\${(@)found:#}")
  open=("\${(@M)found:#*[=:]}")
  found=("\${(@)found:#*[=:]}")
  (( \${#found} + \${#open} )) || { _files; return }
  compadd -- "\${(@)found}"
  compadd -S '' -- "\${(@)open}"
}
compdef _sweep sweep
`;

const FISH = `# Completion of sweep for fish: sweep completion fish | source
function __sweep_complete
  set -l words (commandline -opc) (commandline -ct)
  sweep complete -- $words[2..-1] 2> /dev/null
end
complete -c sweep -a '(__sweep_complete)'
`;

const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
