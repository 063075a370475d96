import KlyftaModel
import KlyftaSources
import KlyftaStore

/// What a source delivered: its release, and the answers it was read from where it asked an office.
package struct Delivery: Sendable {
    /// The release, whole.
    package var release: Release
    /// What it was read from; `nil` for figures that came from nowhere but the module.
    package var origin: Store.Origin?

    /// A release, with what it was read from.
    package init(release: Release, origin: Store.Origin? = nil) {
        self.release = release
        self.origin = origin
    }
}
