/// The merged configuration with the defaults that stood in, ready to be shown. What it shows can be read again, and
/// means the same.
struct EffectiveTree: Sendable {
    private var children: [(key: String, node: Node)] = []

    private enum Node {
        case value(String, from: String)
        case map(EffectiveTree)
    }

    /// - Parameter defaults: what stood in for keys that were not written, by their path.
    init(_ root: ConfigurationNode, defaults: [(path: [String], text: String)]) {
        self.init(root)
        for (path, text) in defaults { insert(text, at: path[...]) }
    }

    private init(_ node: ConfigurationNode? = nil) {
        guard case .map(let entries) = node?.content else { return }
        children = entries.compactMap { entry in
            switch entry.value.content {
            case .nothing, .unreadable: return nil
            case .map(let inner) where !inner.isEmpty: return (entry.key, .map(EffectiveTree(entry.value)))
            case .text, .list, .map:
                return (entry.key, .value(Self.inline(entry.value), from: entry.value.origin.lineOfFile))
            }
        }
    }

    private mutating func insert(_ text: String, at path: ArraySlice<String>) {
        guard let key = path.first else { return }
        let index = children.firstIndex { $0.key == key } ?? children.endIndex
        if path.count == 1 {
            children.append((key, .value(Self.scalar(text), from: "default")))
            return
        }
        var inner = EffectiveTree()
        if index < children.endIndex, case .map(let tree) = children[index].node { inner = tree }
        inner.insert(text, at: path.dropFirst())
        children.replaceSubrange(index..<min(index + 1, children.endIndex), with: [(key, .map(inner))])
    }

    /// One line for each value, with its origin as a comment.
    func rendered(indent: String = "") -> String {
        children.map { key, node in
            let name = indent + Self.scalar(key)
            switch node {
            case .value(let value, let origin): return "\(name): \(value)  # \(origin)\n"
            case .map(let tree): return "\(name):\n" + tree.rendered(indent: indent + "    ")
            }
        }.joined()
    }

    /// Every value with the keys that lead to it.
    func entries(under path: [String] = []) -> [EffectiveValue] {
        children.flatMap { key, node in
            switch node {
            case .value(let value, let origin): [EffectiveValue(path: path + [key], value: value, origin: origin)]
            case .map(let tree): tree.entries(under: path + [key])
            }
        }
    }

    private static func inline(_ node: ConfigurationNode) -> String {
        switch node.content {
        case .text(let text): return scalar(text)
        case .list(let items): return "[" + items.map(inline).joined(separator: ", ") + "]"
        case .map(let entries):
            return "{" + entries.map { "\(scalar($0.key)): \(inline($0.value))" }.joined(separator: ", ") + "}"
        case .nothing, .unreadable: return "null"
        }
    }

    /// A text as YAML: in quotes unless every reader of YAML takes it for what it is.
    static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || [UInt8](" +-./_".utf8).contains(byte)
        }
        let first = text.utf8.first ?? 32
        let isBare = isPlain && first != 32 && first != 45 && text.utf8.last != 32 && text != "null"
        guard !isBare else { return text }
        let escaped = text.map { character in
            switch character {
            case "\"", "\\": "\\\(character)"
            default: String(character)
            }
        }
        return "\"\(escaped.joined())\""
    }
}

/// A value of the configuration in force, for programs.
package struct EffectiveValue: Codable, Hashable, Sendable {
    /// The keys that lead to it.
    package let path: [String]
    /// As YAML writes it.
    package let value: String
    /// `file:line`, or `default`.
    package let origin: String
}
