import Foundation
import KlyftaModel
import KlyftaSources
import SSB

/// The module SSB, but for the address: the office is the one that a test plays on this machine.
struct ServedSSB: LiveSource {
    static let id = SSBSource.id
    static let summary = SSBSource.summary
    static let options = [SourceOption("at", .text, help: "where the office is")] + SSBSource.options
    static let sample = SSBSource.sample
    static let hosts = [HostAllowance("127.0.0.1", quota: .init(requests: 4_000, perSeconds: 1))]

    /// The figures that ship with the module.
    static let shipped = DataFolder(
        path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Plugins/SSB/Data").path)

    let ssb: SSBSource

    init(_ options: SourceOptions, shipped: DataFolder) throws {
        let base = options[text: Self.options[0]] ?? "https://office.example"
        ssb = try SSBSource(
            options, shipped: shipped,
            asking: SSBService(tables: base + "/api/pxwebapi/v2", klass: base + "/api/klass/v1")
        )
    }

    var isLive: Bool { ssb.isLive }
    func release() async throws -> Release { try await ssb.release() }
    func plan(after payloads: Payloads) throws -> [FetchRequest] { try ssb.plan(after: payloads) }
    func check(_ payload: Payload) throws { try ssb.check(payload) }
    func kept(of payload: Payload) throws -> [UInt8] { try ssb.kept(of: payload) }
    func edition(of payload: Payload) -> String? { ssb.edition(of: payload) }

    func isDispensable(_ request: FetchRequest) -> Bool { ssb.isDispensable(request) }
    func parts(of payloads: Payloads) throws -> [ReleasePart] { try ssb.parts(of: payloads) }

    func instead(
        of request: FetchRequest, refused fault: FetchFault, after payloads: Payloads
    ) throws -> [FetchRequest] { try ssb.instead(of: request, refused: fault, after: payloads) }
}
