import KlyftaDivide
import KlyftaModel
import Testing

@Suite struct MeasureKeyTests {
    @Test func `every measure has a key of its own, which names it`() throws {
        #expect(Set(Measure.all.map(\.description)).count == Measure.all.count)
        for measure in Measure.all {
            let read = try Measure(measure.description)
            #expect(read == measure)
        }
    }

    @Test func `an unknown key is answered with the nearest one`() {
        let fault = #expect(throws: InvalidText.self) { try Measure("sii_liner") }
        #expect(fault?.remedy.contains("'sii_linear'") == true)
    }
}
