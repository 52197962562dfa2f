import Testing

@testable import Domain

// Values as people write them; a wrong text fails the test that wrote it.

func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
func instant(_ text: String) throws -> Timestamp { try #require(Timestamp(rfc3339: text)) }
func span(_ text: String) throws -> TimeSpan { try #require(TimeSpan(text)) }
func timing(_ text: String) throws -> TriggerTiming { try #require(TriggerTiming(text)) }
