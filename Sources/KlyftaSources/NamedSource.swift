import KlyftaModel

/// A module for figures that are not its own, such as a file or a program of the operator's: it can serve several
/// sources at once, each under the name the operator gave it. A source's indicators begin with that name.
///
/// A module that speaks for one office is no such module: its indicators begin with the module's own name.
public protocol NamedSource: IndicatorSource {
    /// Checks the options, as ``IndicatorSource/init(_:shipped:)``.
    /// - Parameter name: what the source is called in the configuration.
    init(_ options: SourceOptions, named name: SourceID, shipped: DataFolder) throws
}

extension NamedSource {
    /// A source under the module's own name.
    public init(_ options: SourceOptions, shipped: DataFolder) throws {
        try self.init(options, named: Self.id, shipped: shipped)
    }
}

extension SourceRegistry {
    /// A source, as the configuration names it.
    /// - Parameters:
    ///   - name: what the source is called.
    ///   - module: whose code it runs; most sources are called as their module.
    /// - Throws: a ``Fault`` if there is no such module, if it speaks for one office and not under this name, or about
    ///   an option.
    public func source(
        _ name: SourceID, of module: SourceID, _ options: SourceOptions, shipped: DataFolder
    ) throws -> any IndicatorSource {
        guard let type = self[module] else {
            throw SourceFault(
                at: "source \(name)", "no such module\(name == module ? "" : ": \(module)")",
                remedy: "This build has \(ids.map(\.text).joined(separator: ", ")).")
        }
        if let type = type as? any NamedSource.Type {
            return try type.init(options, named: name, shipped: shipped)
        }
        guard name == module else {
            throw SourceFault(
                at: "sources.\(name).module", "the figures of the module '\(module)' have its own name",
                remedy: "Call the source '\(module)'; \(namable) can be called otherwise.")
        }
        return try type.init(options, shipped: shipped)
    }

    /// The modules whose sources the operator names, for messages.
    private var namable: String {
        let names = ids.filter { self[$0] is any NamedSource.Type }.map { "'\($0)'" }
        return names.isEmpty ? "no module of this build" : "only \(names.joined(separator: " and "))"
    }
}
