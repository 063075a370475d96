import Yams

/// Turns the text of a file into our own tree. Nothing of Yams is seen beyond this file: it parses, but every scalar
/// is taken as the text it is, and what would make that text stand for something else (anchors, tags, merge keys) is
/// refused.
struct YAMLDocument {
    private let text: ConfigurationText
    private let report: ConfigurationReport
    /// The keys that were masked to get past Yams' check for duplicates, by their place in the text.
    private var masked: [Int: String] = [:]

    /// No configuration written by people comes near it; without it a file could exhaust the stack.
    private static let deepest = 32

    /// The tree of a text, an empty map if it has no content, or `nil` if it is no YAML.
    static func root(of text: ConfigurationText, into report: ConfigurationReport) -> ConfigurationNode? {
        guard YAMLCharacters.areAllowed(in: text, report) else { return nil }
        var document = YAMLDocument(text: text, report: report)
        do {
            let node = try document.compose()
            return document.root(node)
        } catch {
            report.giveUp(on: document.fault(error))
            return nil
        }
    }

    private init(text: ConfigurationText, report: ConfigurationReport) {
        self.text = text
        self.report = report
    }

    private func root(_ node: Node?) -> ConfigurationNode {
        let empty = ConfigurationNode(content: .map([]), origin: .start(of: text))
        guard let node else { return empty }
        let root = value(node, depth: 1)
        switch root.content {
        case .map, .unreadable: return root
        case .nothing: return empty
        case .text, .list:
            report.refuse(
                "a configuration is a map of keys, not \(root.kind)", at: root.origin,
                remedy: "write lines such as 'state: /var/lib/klyfta'")
            return ConfigurationNode(content: .unreadable, origin: root.origin)
        }
    }

    private func value(_ node: Node, depth: Int) -> ConfigurationNode {
        let origin = origin(of: node)
        var content = ConfigurationNode.Content.unreadable
        if refuseProperty(at: origin) { return ConfigurationNode(content: content, origin: origin) }
        switch node {
        case .scalar(let scalar):
            content = self.content(of: scalar, at: origin)
        case .sequence, .mapping:
            if depth > Self.deepest {
                report.refuse("this lies more than \(Self.deepest) levels deep", at: origin, remedy: "write it flatter")
            } else if let list = node.sequence {
                content = .list(list.map { value($0, depth: depth + 1) })
            } else if let map = node.mapping {
                content = .map(entries(of: map, depth: depth))
            }
        case .alias:
            // Yams resolves aliases while it parses, so none is ever in its tree.
            break
        }
        return ConfigurationNode(content: content, origin: origin)
    }

    private func content(of scalar: Node.Scalar, at origin: ConfigurationOrigin) -> ConfigurationNode.Content {
        if scalar.style == .plain, ["", "~", "null"].contains(scalar.string) { return .nothing(hides: false) }
        if let hidden = scalar.string.unicodeScalars.first(where: { !YAMLCharacters.isText($0) }) {
            report.refuse(
                "this text has \(YAMLCharacters.name(of: hidden)) in it", at: origin,
                remedy: "write one line of visible characters")
            return .unreadable
        }
        return .text(scalar.string)
    }

    private func entries(of map: Node.Mapping, depth: Int) -> [ConfigurationNode.Entry] {
        var entries: [ConfigurationNode.Entry] = []
        var first: [String: ConfigurationOrigin] = [:]
        for (keyNode, node) in map {
            let keyOrigin = origin(of: keyNode)
            if refuseProperty(at: keyOrigin) { continue }
            guard let scalar = keyNode.scalar else {
                report.refuse("a key is one word, not a list or a map", at: keyOrigin)
                continue
            }
            let key = masked[keyOrigin.index] ?? scalar.string
            if scalar.style == .plain, key == "<<" {
                report.refuse(
                    "merge keys are not read here", at: keyOrigin, remedy: "write the keys out where they belong")
                continue
            }
            let value = value(node, depth: depth + 1)
            if let other = first[key] {
                report.refuse(
                    "the key \(ConfigurationExcerpt.quoted(key)) is given twice", at: keyOrigin,
                    remedy: "it already stands at \(other.place): keep one of the two")
            } else {
                first[key] = keyOrigin
                entries.append(.init(key: key, keyOrigin: keyOrigin, value: value))
            }
        }
        return entries
    }

    /// An anchor or a tag is seen in the text only: libYAML lets a node begin with it, and Yams forgets that a quoted
    /// scalar was tagged.
    private func refuseProperty(at origin: ConfigurationOrigin) -> Bool {
        switch origin.first {
        case "&":
            report.refuse(
                "anchors and aliases are not read here", at: origin, remedy: "write the value out where it belongs")
        case "!":
            report.refuse(
                "tags are not read here: every value is the text it is", at: origin,
                remedy: "leave the tag out, or put quotes around a text that begins with '!'")
        default:
            return false
        }
        return true
    }

    private func origin(of node: Node) -> ConfigurationOrigin {
        let (line, column) = (node.mark?.line ?? 1, node.mark?.column ?? 1)
        guard let index = text.index(line: line, column: column) else {
            return ConfigurationOrigin(text: text, line: line, column: column, length: 1)
        }
        let rest = text.line(line)?[index...] ?? []
        let length = node.scalar.map { YAMLCharacters.length(of: masked[index] ?? $0.string, in: rest) }
        return ConfigurationOrigin(text: text, line: line, column: column, length: max(1, length ?? 1))
    }
}

extension YAMLDocument {
    /// More duplicates than this are told without the place of the second.
    private static let mostMasks = 50

    /// Parses the text. Yams stops at a duplicate key and names one of its places only, so the first of them is
    /// masked by a character for private use, of the same width, until the keys differ: then all places are known.
    private mutating func compose() throws -> Node? {
        var scalars = text.scalars
        while true {
            do {
                return try Parser(yaml: String(scalars: scalars), resolver: .basic, encoding: .utf8).singleRoot()
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) where masked.count < Self.mostMasks {
                guard var index = text.index(line: context.mark.line, column: context.mark.column), let key = keys.first
                else { throw YamlError.duplicatedKeysInMapping(duplicates: keys, context: context) }
                let start = index
                if ["\"", "'"].contains(scalars[index]), index + 1 < scalars.count { index += 1 }
                // Only a letter or a digit can be masked without making the text mean something else.
                guard scalars[index].properties.isAlphabetic || ("0"..."9").contains(scalars[index]),
                    let mask = Unicode.Scalar(0xE000 + UInt32(masked.count))
                else { throw YamlError.duplicatedKeysInMapping(duplicates: keys, context: context) }
                scalars[index] = mask
                masked[start] = key
            }
        }
    }

    private func fault(_ error: any Error) -> ConfigurationFault {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _),
            YamlError.composer(let context, let problem, let mark, _):
            let isAboutStart = context.map { YAMLSyntax.isAboutStart($0.text) } ?? false
            let start = isAboutStart ? context?.mark : nil
            return YAMLSyntax.fault(problem, context: context?.text, at: place(start ?? mark))
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            let key = ConfigurationExcerpt.quoted(keys.first ?? "")
            return ConfigurationFault(
                at: place(context.mark), "the key \(key) is given more than once", remedy: "keep one of them")
        default:
            return ConfigurationFault(atFile: text.name, order: text.order, "this is no YAML (\(error))")
        }
    }

    /// libYAML puts the end of a text on a line of its own, which no editor shows.
    private func place(_ mark: Mark) -> ConfigurationOrigin {
        guard text.line(mark.line) != nil else { return .end(of: text) }
        return ConfigurationOrigin(text: text, line: mark.line, column: mark.column, length: 1)
    }
}
