# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
#
# Completion of qilinctl in bash. The program itself knows what may follow.

_qilinctl() {
    local cur=${COMP_WORDS[COMP_CWORD]} cword=$COMP_CWORD line
    local -a words=("${COMP_WORDS[@]}") lines=()
    # Bash itself breaks words at = and : as well.
    if declare -F _get_comp_words_by_ref >/dev/null; then
        _get_comp_words_by_ref -n =: cur words cword
    fi
    words=("${words[@]//[\"\'\\]/}")
    mapfile -t lines < <("${words[0]/#\~\//$HOME/}" complete -- "${words[@]:1:cword}" 2>/dev/null)
    COMPREPLY=()
    if [[ ${lines[0]-} == :files ]]; then
        [[ $cur != --*=* ]] || cur=${cur#*=}
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
    fi
    for line in "${lines[@]}"; do
        COMPREPLY+=("$(printf '%q' "${line%%$'\t'*}")")
    done
    if [[ $cur == *:* ]] && declare -F __ltrim_colon_completions >/dev/null; then
        __ltrim_colon_completions "$cur"
    fi
}
complete -F _qilinctl qilinctl
