import Foundation
import KlyftaModel
import KlyftaSources

/// A release with the hashes of its lines, and that over all of them, which is its vintage.
struct HashedRelease {
    let release: CanonicalRelease
    /// The SHA-256 of each line.
    let digests: [Data]
    let vintage: Vintage

    /// - Throws: ``InvalidText`` never: a digest is one.
    init(_ release: CanonicalRelease) throws(InvalidText) {
        var (all, digests) = (RunningDigest(), [Data]())
        release.forEachLine { _, bytes in
            all.add(line: bytes)
            digests.append(ContentDigest.bytes(of: bytes))
        }
        self.release = release
        self.digests = digests
        vintage = try Vintage(all.hex)
    }
}

extension Vintage {
    /// The vintage a release is, whether or not it was ever stored.
    /// - Throws: ``InvalidText`` never: a digest is a vintage.
    package init(of release: Release) throws(InvalidText) {
        var all = RunningDigest()
        CanonicalRelease(release).forEachLine { _, bytes in all.add(line: bytes) }
        try self.init(all.hex)
    }
}
