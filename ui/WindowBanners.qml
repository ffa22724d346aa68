// What staff are told above the captions, each with what to do about it.
import QtQuick
import QtQuick.Layouts
import "record"
import "shared"
import "theme"

ColumnLayout {
    id: banners

    required property var window

    function record() {
        if (banners.window.record.recording)
            kept.looking = !kept.looking
        else if (banners.window.record.asking)
            banners.window.record.cancel()
        else
            banners.window.record.ask()
    }

    readonly property bool typing: kept.typing

    visible: !window.starting
    spacing: 0

    RecordBanners {
        id: kept
        Layout.fillWidth: true
        Layout.fillHeight: false
        record: banners.window.record
        texts: banners.window.texts
    }

    Banner {
        objectName: "request"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        kind: "warning"
        message: banners.window.desk.request === "" ? ""
            : banners.window.texts.counter_request + "： " + banners.window.desk.request
        action: banners.window.texts.counter_request_close
        onActed: banners.window.desk.dismissRequest()
    }

    Banner {
        objectName: "idle"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        kind: "warning"
        message: banners.window.desk.idleText
        action: banners.window.texts.counter_idle_stay
        onActed: banners.window.desk.touch()
    }

    Banner {
        objectName: "microphoneHint"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        compact: true
        kind: "warning"
        message: banners.window.starting || banners.window.eventful ? "" : banners.window.trust.hint
    }

    Banner {
        objectName: "coach"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        compact: true
        message: banners.window.talking ? banners.window.trust.coach : ""
        action: banners.window.trust.suggesting ? banners.window.texts.trust_coach_use : ""
        closing: banners.window.texts.close_notice
        onActed: banners.window.trust.take()
        onClosed: banners.window.trust.dismissCoach()
    }

    Banner {
        objectName: "voiceNotice"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        compact: true
        message: !banners.window.talking ? ""
            : banners.window.trust.readAloud.speaking ? banners.window.texts.trust_read_speaking
            : banners.window.trust.readAloud.notice
    }

    Banner {
        objectName: "noSecondScreen"
        Layout.fillWidth: true
        Layout.margins: Theme.gapSmall
        message: banners.window.otherScreens.length > 0 ? ""
            : banners.window.eventful && banners.window.event.projecting
            ? banners.window.texts.event_no_second_screen
            : banners.window.talking && banners.window.desk.layout === "two_windows"
            ? banners.window.texts.counter_no_second_screen : ""
    }
}
