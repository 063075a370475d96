import KlyftaModel

/// A table at an address: what to ask, and how to read the answer.
extension MappedSource {
    /// What the only question is called.
    static let question = "table"

    /// How often an office is asked whose quota nobody published: half of this.
    private static let quota = HostAllowance.Quota(requests: 20, perSeconds: 60)

    /// The host of the address that the options name, which is the only one that may be asked.
    static func hosts(for options: SourceOptions) -> [HostAllowance] {
        options["address"].flatMap { try? WebAddress($0) }.map { [HostAllowance($0.host, quota: quota)] } ?? []
    }

    static func address(_ text: String, of source: SourceID) throws(SourceFault) -> WebAddress {
        do {
            return try WebAddress(text)
        } catch {
            throw SourceFault(
                at: "sources.\(source).address", "\(error.place) is no \(error.kind)", remedy: error.remedy)
        }
    }

    /// What to ask; `nil` if there is no address.
    var request: FetchRequest? {
        guard case .address(let address) = place else { return nil }
        let path = address.target.prefix { $0 != "?" }.lowercased()
        let shape: PayloadShape =
            if path.hasSuffix(".zip") || mapping.entry != nil {
                .zip
            } else if mapping.format is StatFormat.Type {
                .json
            } else {
                .text(firstLineHolds: "")
            }
        return FetchRequest(Self.question, at: address, shape: shape)
    }

    /// What an answer says, laid over the shipped figures.
    /// - Throws: ``SourceFault`` with the address, the line and the column.
    func release(over shipped: Release, from payload: Payload) throws(SourceFault) -> Release {
        var release = shipped
        lay(try MappedFigures(payload.bytes, at: payload.address.description, by: mapping), over: &release)
        return try release.checked()
    }
}
