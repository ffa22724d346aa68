// The caption window: state and looks above, captions in the middle, controls below.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "captions"
import "counter"
import "event"
import "glossary"
import "hearing"
import "settings"
import "shared"
import "start"
import "theme"

ApplicationWindow {
    id: window

    required property var session
    required property var preferences
    required property var glossary
    required property var corrections
    required property var desk
    required property var start
    required property var handwriting
    required property var event
    required property var settingsPage
    required property var trust
    required property var faces
    required property var texts

    readonly property bool starting: window.desk.mode === "start"
    readonly property bool talking: window.desk.translating
    property bool handed: false // the resident holds the laptop
    readonly property bool handing: window.layout === "hand_over"
    readonly property var otherScreens: Application.screens.filter(
        screen => screen.virtualX !== window.screen.virtualX || screen.virtualY !== window.screen.virtualY)
    // Without a second screen its view comes back beside the staff's.
    readonly property string layout: !window.talking ? ""
        : window.desk.layout === "two_windows" && window.otherScreens.length === 0 ? "split" : window.desk.layout
    property bool setting: false // the page of settings is open
    readonly property bool covered: window.editing || window.setting
    // In hearing mode the second screen, where it is wanted, shows captions and answers.
    readonly property bool hearingApart: window.hearing && window.desk.layout === "two_windows"
        && window.otherScreens.length > 0
    readonly property bool busy: controls.popupOpen || bar.popupOpen || window.writing || window.starting
    readonly property bool turnsByKey: window.talking && window.desk.detection === "keys"
    readonly property bool turnKeys: window.turnsByKey && !window.busy
    readonly property bool focusOnControl: window.activeFocusItem !== null
        && window.activeFocusItem.visualFocus === true

    readonly property bool editing: window.glossary.open
    readonly property bool writing: window.covered || stage.editing
        || (replies.item !== null && replies.item.typing)
    readonly property bool eventful: window.desk.mode === "event"
    readonly property bool hearing: window.desk.mode === "hearing"

    property int visibilityBefore: Window.Windowed

    function toggleFullScreen() {
        if (window.visibility === Window.FullScreen) {
            window.visibility = window.visibilityBefore
        } else {
            window.visibilityBefore = window.visibility
            window.visibility = Window.FullScreen
        }
    }

    width: Math.min(1366, Screen.desktopAvailableWidth)
    height: Math.min(768, Screen.desktopAvailableHeight)
    minimumWidth: 1024
    minimumHeight: 600
    visible: true
    title: texts.title
    color: Theme.background

    Binding {
        target: Theme
        property: "name"
        value: window.preferences.theme
    }
    Binding {
        target: Theme
        property: "motion"
        value: !window.preferences.reducedMotion
    }
    Binding {
        target: Theme
        property: "faces"
        value: window.faces
    }

    Shortcut {
        sequence: "Space"
        enabled: !window.busy && !window.turnsByKey
        onActivated: window.session.toggle()
    }
    Shortcut {
        sequence: "F4"
        enabled: window.talking && !window.writing
        onActivated: window.desk.confirmNext()
    }
    Shortcut {
        sequence: "F6"
        enabled: window.trust.suggesting && !window.writing
        onActivated: window.trust.take()
    }
    Shortcut {
        sequence: "F7"
        enabled: window.talking && !window.writing
        onActivated: window.trust.read()
    }
    Shortcut {
        sequence: "F9"
        enabled: window.handing && !window.writing
        onActivated: window.handed = !window.handed
    }
    Connections {
        target: window.desk
        function onNextPersonCame() { window.handed = false }
    }
    Shortcut {
        sequence: "F8"
        enabled: (window.talking || window.hearing) && !window.writing
        onActivated: window.desk.nextPerson()
    }
    Shortcut {
        // Where plus and equals lie differs between keyboards.
        sequences: ["Ctrl++", "Ctrl+=", "Ctrl+;"]
        onActivated: window.preferences.enlarge()
    }
    Shortcut {
        sequence: "Ctrl+-"
        onActivated: window.preferences.reduce()
    }
    Shortcut {
        sequence: "Ctrl+L"
        enabled: !window.covered
        onActivated: window.session.clear()
    }
    Shortcut {
        sequence: "F2"
        enabled: !window.writing && !window.eventful
        onActivated: window.corrections.editLast()
    }
    Shortcut {
        sequence: "F3"
        enabled: !window.writing && !window.eventful
        onActivated: window.corrections.showLast()
    }
    Shortcut {
        sequence: "F11"
        onActivated: window.toggleFullScreen()
    }
    Shortcut {
        sequence: "Esc"
        enabled: window.visibility === Window.FullScreen && !controls.popupOpen && !window.covered
            && !stage.telling
        onActivated: window.toggleFullScreen()
    }

    Shortcut {
        sequence: "Esc"
        enabled: stage.telling
        onActivated: window.corrections.hide()
    }
    Shortcut {
        sequence: "Esc"
        enabled: window.editing
        onActivated: window.glossary.back()
    }
    Shortcut {
        sequence: "F10"
        enabled: !window.writing
        onActivated: window.setting = true
    }
    Shortcut {
        sequence: "Esc"
        enabled: window.setting
        onActivated: window.setting = false
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        // Behind the page nothing takes keys; captions go on.
        enabled: !window.covered
        visible: !window.starting

        TopBar {
            id: bar
            Layout.fillWidth: true
            session: window.session
            preferences: window.preferences
            texts: window.texts
            fullScreen: window.visibility === Window.FullScreen
            onFullScreenToggled: window.toggleFullScreen()
            onGlossaryWanted: window.glossary.show()
            onSettingsWanted: window.setting = true
            onHomeWanted: window.desk.enter("start")
        }

        Notices {
            Layout.fillWidth: true
            Layout.margins: Theme.gap
            Layout.bottomMargin: Theme.gapSmall
            visible: some
            session: window.session
            preferences: window.preferences
            texts: window.texts
            onSamplesWanted: if (controls.item.offerSamples) controls.item.offerSamples()
        }

        Banner {
            objectName: "request"
            Layout.fillWidth: true
            Layout.margins: Theme.gapSmall
            kind: "warning"
            message: window.desk.request === "" ? ""
                : window.texts.counter_request + "： " + window.desk.request
            action: window.texts.counter_request_close
            onActed: window.desk.dismissRequest()
        }

        Banner {
            objectName: "idle"
            Layout.fillWidth: true
            Layout.margins: Theme.gapSmall
            kind: "warning"
            message: window.desk.idleText
            action: window.texts.counter_idle_stay
            onActed: window.desk.touch()
        }

        Banner {
            objectName: "hint"
            Layout.fillWidth: true
            Layout.margins: Theme.gapSmall
            compact: true
            kind: "warning"
            message: window.starting || window.eventful ? "" : window.trust.hint
        }

        Banner {
            objectName: "coach"
            Layout.fillWidth: true
            Layout.margins: Theme.gapSmall
            compact: true
            message: window.talking ? window.trust.coach : ""
            action: window.trust.suggesting ? window.texts.trust_coach_use : ""
            closing: window.texts.close_notice
            onActed: window.trust.take()
            onClosed: window.trust.dismissCoach()
        }

        Banner {
            objectName: "voiceNotice"
            Layout.fillWidth: true
            Layout.margins: Theme.gapSmall
            compact: true
            message: !window.talking ? "" : window.trust.readAloud.speaking ? window.texts.trust_read_speaking
                : window.trust.readAloud.notice
        }

        Banner {
            objectName: "noSecondScreen"
            Layout.fillWidth: true
            Layout.margins: Theme.gapSmall
            message: window.talking && window.layout !== window.desk.layout
                ? window.texts.counter_no_second_screen : ""
        }

        GridLayout {
            id: halves

            readonly property bool face: window.layout === "face_to_face"

            Layout.fillWidth: true
            Layout.fillHeight: true
            columns: 2
            rowSpacing: 0
            columnSpacing: 0

            Loader {
                id: resident

                objectName: "residentHalf"
                Layout.row: 0
                Layout.column: halves.face ? 0 : 1
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: halves.face ? 4 : 1
                rotation: halves.face ? 180 : 0
                active: window.layout === "split" || halves.face || window.handing && window.handed
                visible: active
                sourceComponent: ResidentScreen {
                    captions: window.session.captions
                    desk: window.desk
                    session: window.session
                    texts: window.texts
                    fontSize: window.preferences.fontSize
                }

                Rectangle {
                    width: halves.face ? parent.width : 1
                    height: halves.face ? 1 : parent.height
                    color: Theme.outline
                }
            }

            Loader {
                id: replies

                objectName: "replies"
                Layout.row: 0
                Layout.column: 1
                Layout.fillHeight: true
                Layout.preferredWidth: 440
                Layout.margins: active ? Theme.gap : 0
                Layout.maximumWidth: active ? 440 : 0
                active: window.hearing
                visible: active
                sourceComponent: ReplyPanel {
                    desk: window.desk
                    handwriting: window.handwriting
                    texts: window.texts
                }
            }

            Loader {
                id: operator

                objectName: "operator"
                Layout.row: 0
                Layout.column: 0
                Layout.fillWidth: active
                Layout.fillHeight: active
                active: window.eventful
                visible: active
                sourceComponent: EventConsole {
                    event: window.event
                    texts: window.texts
                }
            }

            CaptionStage {
                id: stage
                visible: !window.eventful && !(window.handing && window.handed)
                Layout.row: halves.face ? 1 : 0
                Layout.column: 0
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: halves.face ? 3 : 1
                twoSided: window.talking || window.hearing
                onConfirmed: (key, number) => window.desk.confirm(key, number)
                captions: window.session.captions
                corrections: window.corrections
                texts: window.texts
                fontSize: window.hearing ? window.preferences.hearingFontSize
                    : halves.face ? Math.min(window.preferences.fontSize, stage.height / 7)
                    : window.preferences.fontSize
                hint: window.texts["hint_" + window.session.state]
            }
        }

        Banner {
            objectName: "offer"
            Layout.fillWidth: true
            Layout.margins: Theme.gapSmall
            message: window.corrections.offer
            action: window.corrections.offerKnown ? window.texts.offer_see : window.texts.offer_add
            secondAction: window.corrections.offerKnown ? "" : window.texts.offer_alias
            closing: window.texts.close_notice
            onActed: window.corrections.addTerm()
            onActedSecond: window.corrections.addAlias()
            onClosed: window.corrections.dismissOffer()
        }

        Loader {
            id: controls

            readonly property bool popupOpen: item !== null && item.popupOpen

            Layout.fillWidth: true
            sourceComponent: window.talking ? counterControls : window.hearing ? hearingControls : captionControls
        }
    }

    Component {
        id: captionControls

        ControlBar {
            session: window.session
            texts: window.texts
        }
    }

    Component {
        id: hearingControls

        HearingBar {
            session: window.session
            desk: window.desk
            texts: window.texts
        }
    }

    Component {
        id: counterControls

        CounterBar {
            spacious: window.height >= 900
            session: window.session
            desk: window.desk
            trust: window.trust
            handing: window.handing
            handed: window.handed
            onHandWanted: window.handed = !window.handed
            texts: window.texts
        }
    }

    Loader {
        anchors.fill: parent
        active: window.starting
        visible: active
        enabled: !window.covered
        focus: active
        sourceComponent: StartScreen {
            focus: true
            start: window.start
            texts: window.texts
            onModeWanted: mode => window.desk.enter(mode)
            onGlossaryWanted: window.glossary.show()
            onSettingsWanted: window.setting = true
        }
    }

    Loader {
        anchors.fill: parent
        active: window.setting
        focus: active
        sourceComponent: SettingsPage {
            page: window.settingsPage
            preferences: window.preferences
            texts: window.texts
            focus: true
            onLeaving: {
                window.setting = false
                if (!window.starting)
                    bar.settingsButton.forceActiveFocus(Qt.TabFocusReason)
            }
        }
    }

    Loader {
        id: page

        anchors.fill: parent
        active: false
        visible: window.editing
        sourceComponent: GlossaryPage {
            editor: window.glossary
            session: window.session
            texts: window.texts
        }
    }

    Loader {
        active: window.eventful && window.event.projecting
        sourceComponent: Window {
            readonly property var place: window.otherScreens[0] ?? window.screen

            objectName: "projectorWindow"
            screen: place
            x: place.virtualX
            y: place.virtualY
            width: place.width
            height: place.height
            visible: true
            color: "transparent"
            flags: Qt.FramelessWindowHint | Qt.WindowStaysOnTopHint
            title: window.texts.title

            Projector {
                anchors.fill: parent
                event: window.event
                leading: true
            }
        }
    }

    Loader {
        id: residentWindow

        active: window.layout === "two_windows"
        sourceComponent: ResidentWindow {
            captions: window.session.captions
            desk: window.desk
            session: window.session
            texts: window.texts
            fontSize: window.preferences.fontSize
            place: window.otherScreens[0]
        }
    }

    Loader {
        active: window.hearingApart
        sourceComponent: HearingWindow {
            captions: window.session.captions
            desk: window.desk
            handwriting: window.handwriting
            texts: window.texts
            fontSize: window.preferences.hearingFontSize
            place: window.otherScreens[0]
        }
    }

    Connections {
        target: window.glossary
        function onOpenChanged() {
            if (window.glossary.open) {
                page.active = true
                page.item.takeFocus()
            } else {
                bar.glossaryButton.forceActiveFocus(Qt.TabFocusReason)
            }
        }
    }
}
