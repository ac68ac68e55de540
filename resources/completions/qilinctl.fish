# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
#
# Completion of qilinctl in fish. The program itself knows what may follow.

function __qilinctl_complete
    set -l typed (commandline -opc) (commandline -ct)
    set -l program (string replace -r -- '^~(?=/)' $HOME $typed[1]) # a variable's ~ stays one
    set -e typed[1]
    set -l option (string match -r -- '^--[^=]*=' $typed[-1])
    set -l lines ($program complete -- $typed 2>/dev/null)
    if test "$lines[1]" = ':files'
        __fish_complete_path (string replace -r -- '^--[^=]*=' '' $typed[-1]) | string replace -r '^' -- "$option"
    else if set -q lines[1]
        printf "$option%s\n" $lines
    end
end

complete -c qilinctl -f -a '(__qilinctl_complete)'
