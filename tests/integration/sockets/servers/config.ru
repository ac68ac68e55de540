# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
# For puma.
run ->(_env) { [200, { 'Content-Type' => 'text/plain' }, ["puma #{Process.pid}\n"]] }
