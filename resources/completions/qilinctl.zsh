#compdef qilinctl
# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
#
# Completion of qilinctl in zsh. The program itself knows what may follow.

local -a typed lines described
local line
typed=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
lines=("${(@f)$("${(Q)words[1]/#\~\//$HOME/}" complete -- "${typed[@]}" 2>/dev/null)}")
[[ $PREFIX != --*=* ]] || compset -P '*='
if [[ $lines[1] == :files ]]; then
    _files
    return
fi
for line in $lines; do
    described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
done
_describe -t values 'qilinctl' described
