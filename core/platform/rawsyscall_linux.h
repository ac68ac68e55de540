// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cerrno>

#include <sys/syscall.h>
#include <unistd.h>

namespace qilin {

// The system call instruction itself: no symbol to bind, no interceptor, no errno, hardly any
// stack. The result is the kernel's, -errno on failure.
#if defined(__x86_64__)
inline __attribute__((always_inline)) long rawCall(long number, long a = 0, long b = 0, long c = 0,
                                                   long d = 0, long e = 0)
{
    register long r10 asm("r10") = d;
    register long r8 asm("r8") = e;
    long result;
    asm volatile("syscall"
                 : "=a"(result)
                 : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                 : "rcx", "r11", "memory");
    return result;
}
#elif defined(__aarch64__)
inline __attribute__((always_inline)) long rawCall(long number, long a = 0, long b = 0, long c = 0,
                                                   long d = 0, long e = 0)
{
    register long x8 asm("x8") = number;
    register long x0 asm("x0") = a;
    register long x1 asm("x1") = b;
    register long x2 asm("x2") = c;
    register long x3 asm("x3") = d;
    register long x4 asm("x4") = e;
    asm volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
    return x0;
}
#else
inline long rawCall(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0)
{
    const long result = ::syscall(number, a, b, c, d, e);
    return result == -1 ? -errno : result;
}
#endif

} // namespace qilin
