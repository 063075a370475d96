import Foundation
import KlyftaDaemon
import KlyftaModel
import KlyftaSources

/// A live module as small as one can be: a cheap question for the stamp, then a page of data with a next page.
///
/// Its office is at the address that the option `office` names, and the operator may call it otherwise.
struct Specimen: LiveSource, NamedSource {
    static let id = try! SourceID("office")
    static let summary = "an office that a test plays"
    static let options = [SourceOption("office", .text, help: "where it is")]
    static let sample = "office: {}"
    static let hosts = [HostAllowance("127.0.0.1", quota: .init(requests: 4_000, perSeconds: 1))]

    let office: String
    let name: SourceID

    init(_ options: SourceOptions, named name: SourceID, shipped: DataFolder) throws {
        self.name = name
        office = options[text: Self.options[0]] ?? "https://office.example"
    }

    func plan(after payloads: Payloads) throws -> [FetchRequest] {
        guard let table = payloads["table"] else {
            return [FetchRequest("table", at: try WebAddress("\(office)/table"))]
        }
        let updated = try decode(Table.self, table).updated
        guard let last = payloads.last(where: { $0.name != "table" }) else {
            return [try page("\(office)/data", 1, updated)]
        }
        return try decode(Page.self, last).next.map { [try page("\(office)\($0)", payloads.count, updated)] } ?? []
    }

    private func page(_ address: String, _ number: Int, _ edition: String) throws -> FetchRequest {
        FetchRequest("page \(number)", at: try WebAddress(address), edition: edition, topic: "fibre", cells: 2)
    }

    func check(_ payload: Payload) throws {
        if payload.name != "table" { _ = try decode(Page.self, payload) }
    }

    func edition(of payload: Payload) -> String? { try? decode(Table.self, payload).updated }

    func parts(of payloads: Payloads) throws -> [ReleasePart] {
        let fibre = try IndicatorID("\(name).fibre")
        let indicator = Indicator(
            id: fibre, title: LocalizedText(sv: "Fiber", nb: "Fiber", en: "Fibre"), unit: .percent,
            direction: .higherIsBetter, nature: .register,
            attribution: Attribution(raw: "Office", derived: "Klyfta, from Office"))
        return try payloads.filter { $0.name != "table" }.map { payload in
            let observations = try decode(Page.self, payload).values.map { value in
                Observation(fibre, try Municipality(value.municipality), .year(value.year), .value(value.value))
            }
            return ReleasePart(
                from: ["table", payload.name],
                Release(source: name, indicators: [indicator], observations: observations))
        }
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ payload: Payload) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(payload.bytes))
        } catch {
            throw payload.fault("it is no \(type)", remedy: "Look at what the office sends.")
        }
    }

    struct Table: Decodable { let updated: String }

    struct Page: Decodable {
        let values: [Value]
        let next: String?
        struct Value: Decodable {
            let municipality: String
            let year: Int
            let value: Double
        }
    }
}

@main
struct Main {
    static func main() async throws {
        if CommandLine.arguments.dropFirst().first == "keep" { return try Keeping.main() }
        let request = readLine() ?? ""
        // Started as the daemon starts klyfta: 'source ID'.
        let id = try CommandLine.arguments.last.map { try SourceID($0) } ?? Specimen.id
        let isWhole = await SourceServer.answer(
            request, from: id, registry: try SourceRegistry([Specimen.self, ServedSSB.self]),
            shipped: { _ in ServedSSB.shipped },
            say: { line in try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8)) })
        exit(isWhole ? 0 : 1)
    }
}
