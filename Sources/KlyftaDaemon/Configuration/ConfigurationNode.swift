/// A value of the configuration as it was written, with the place it came from. Every scalar is the text that stands
/// in the file: `0301`, `no` and `1_000` are turned into nothing else before somebody asks for a type.
struct ConfigurationNode: Sendable {
    /// What it holds.
    var content: Content
    /// Where it was written.
    let origin: ConfigurationOrigin

    /// What a value can be.
    enum Content: Sendable {
        /// One text.
        case text(String)
        /// Several values.
        case list([ConfigurationNode])
        /// Values by key.
        case map([Entry])
        /// No value: it removes the one of an earlier file. `hides` tells whether there was one.
        case nothing(hides: Bool)
        /// Something whose fault has been told already, so that nobody complains about it again.
        case unreadable
    }

    /// A value under a key.
    struct Entry: Sendable {
        /// The key.
        let key: String
        /// Where the key was written.
        let keyOrigin: ConfigurationOrigin
        /// The value.
        var value: ConfigurationNode
    }

    /// What it holds, for a message.
    var kind: String {
        switch content {
        case .text: "a text"
        case .list: "a list"
        case .map: "a map"
        case .nothing: "no value"
        case .unreadable: "something unreadable"
        }
    }
}
