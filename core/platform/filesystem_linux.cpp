// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/filesystem.h"

#include <algorithm>
#include <array>

#include <sys/vfs.h>

namespace qilin {

namespace {

// linux/magic.h and the file systems' own sources. virtiofs and sshfs are FUSE.
constexpr std::array<quint32, 21> kRemote = {
    0x00006969, // NFS
    0x0000517b, // SMB
    0xff534d42, // CIFS
    0xfe534d42, // SMB 2 and 3
    0x65735546, // FUSE
    0x01021997, // 9p
    0x73757245, // Coda
    0x5346414f, // AFS
    0x6b414653, // AFS of the kernel
    0x00c36400, // Ceph
    0x0000564c, // NCP
    0x786f4256, // VirtualBox
    0xbacbacbc, // VMware
    0x7c7c6673, // Parallels
    0x0bd00bd0, // Lustre
    0x01161970, // GFS2
    0x7461636f, // OCFS2
    0x47504653, // GPFS
    0x19830326, // BeeGFS
    0x20030528, // OrangeFS
    0xaad7aaea, // Panasas
};

} // namespace

bool isRemoteFileSystem(const std::string &path)
{
    struct statfs status = {};
    if (::statfs(path.c_str(), &status) != 0)
        return false;
    const auto magic = quint32(status.f_type);
    return std::find(kRemote.begin(), kRemote.end(), magic) != kRemote.end();
}

} // namespace qilin
