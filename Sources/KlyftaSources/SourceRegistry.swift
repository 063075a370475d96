import KlyftaModel

/// The source modules of this build, by name. A value, made once from a list: no global, no registration by magic.
public struct SourceRegistry: Sendable {
    private let modules: [SourceID: any IndicatorSource.Type]

    /// - Throws: ``SourceFault`` if two modules have the same name: one of them would silently never run.
    public init(_ modules: [any IndicatorSource.Type]) throws(SourceFault) {
        var byID: [SourceID: any IndicatorSource.Type] = [:]
        for module in modules {
            if let other = byID.updateValue(module, forKey: module.id) {
                throw SourceFault(
                    at: "source registry", "\(other) and \(module) are both called '\(module.id)'",
                    remedy: "Give one of them another id.")
            }
        }
        self.modules = byID
    }

    /// The names of all modules, in order.
    public var ids: [SourceID] { modules.keys.sorted() }

    /// A module by name.
    public subscript(id: SourceID) -> (any IndicatorSource.Type)? { modules[id] }
}
