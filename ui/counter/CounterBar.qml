// The staff's controls of a talk with a visitor: whose turn it is, what to make sure of, who is next.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

Rectangle {
    id: bar

    required property var session
    required property var desk
    required property var texts
    required property var trust
    required property var phrases
    property bool spacious: true // the rare choices are always there
    property bool choosing: false // they are, because somebody asked for them
    property bool handing: false
    property bool handed: false
    signal handWanted
    readonly property var languages: bar.desk.languages.filter(each => each.drawable)
    readonly property bool narrow: width < 1200
    readonly property bool split: width < (bar.handing ? 1180 : 1040)
    readonly property bool keys: bar.desk.detection === "keys"
    readonly property bool popupOpen: language.popup.visible || detection.popup.visible
        || layoutChooser.popup.visible || microphone.popup.visible || second.popup.visible

    implicitHeight: column.implicitHeight + 2 * 12
    color: Theme.surface

    component Caption: Text {
        textFormat: Text.PlainText
        font.pixelSize: Theme.sizeSmall
        color: Theme.textMuted
    }

    component TurnButton: KeyButton {
        id: turn

        required property string side
        required property string shortcut
        readonly property bool active: bar.session.running && bar.session.turn === side

        implicitWidth: bar.narrow ? 120 : bar.width < 1500 ? 140 : 200
        size: Theme.sizeLarge
        key: turn.active ? bar.texts.counter_speaking : turn.shortcut
        checked: active
        Accessible.role: Accessible.CheckBox
        Accessible.checked: active
        Accessible.name: text
        onClicked: {
            bar.desk.pressTurn(turn.side)
            bar.desk.releaseTurn(turn.side)
        }
    }

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.outline
    }

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.leftMargin: Theme.gapLarge
        anchors.rightMargin: Theme.gapLarge
        anchors.topMargin: 10
        anchors.bottomMargin: 10
        spacing: 10

        GridLayout {
            // Two rows where one has no room; invisible controls take none.
            columns: bar.split ? 5 : 20
            columnSpacing: bar.width < 1500 ? 10 : Theme.gap
            rowSpacing: 6

            StartButton {
                objectName: "startButton"
                implicitHeight: Theme.targetBar
                implicitWidth: bar.narrow ? 112 : bar.width < 1500 ? 140 : 184
                running: bar.session.running
                enabled: bar.session.state !== "stopping"
                text: running ? bar.texts.stop : bar.texts.start
                onClicked: bar.session.toggle()
            }

            TurnButton {
                objectName: "turn_staff"
                visible: bar.keys
                side: "staff"
                shortcut: bar.texts.counter_key_staff
                text: bar.texts.counter_turn_staff
            }

            TurnButton {
                objectName: "turn_resident"
                visible: bar.keys
                side: "resident"
                shortcut: bar.texts.counter_key_resident
                text: bar.texts.counter_turn_resident
            }

            Chooser {
                id: language
                objectName: "residentLanguageChooser"
                implicitHeight: Theme.targetBar
                Layout.fillWidth: true
                Layout.minimumWidth: 130
                Layout.maximumWidth: 260
                label: bar.texts.counter_resident_language
                listWidth: 340
                model: bar.languages.map(each => each.japanese)
                natives: bar.languages
                chosen: bar.languages.findIndex(each => each.tag === bar.desk.residentLanguage)
                displayText: chosen < 0 ? bar.texts.counter_resident_language_none : model[chosen]
                onActivated: index => bar.desk.greet(bar.languages[index].tag)
            }

            LevelMeter {
                objectName: "levelMeter"
                visible: !bar.narrow
                Layout.fillWidth: true
                Layout.maximumWidth: 160
                label: bar.texts.level
                level: bar.session.level
            }

            Item {
                visible: !bar.narrow
                Layout.fillWidth: true
                Layout.horizontalStretchFactor: 1
            }

            PushButton {
                objectName: "choicesButton"
                implicitHeight: Theme.targetBar
                implicitWidth: Theme.target
                padding: 0
                visible: !bar.spacious
                text: bar.texts.counter_choices_short
                checked: bar.choosing
                Accessible.name: bar.texts.counter_choices
                onClicked: bar.choosing = !bar.choosing
            }

            KeyButton {
                objectName: "phrasesButton"
                implicitWidth: 84
                text: bar.texts.board_phrases
                key: "F5"
                checked: bar.phrases.open
                enabled: !bar.handed
                onClicked: bar.phrases.toggle()
            }

            KeyButton {
                objectName: "handButton"
                visible: bar.handing
                text: bar.handed ? bar.texts.trust_hand_back : bar.texts.trust_hand_over
                key: "F9"
                onClicked: bar.handWanted()
            }

            KeyButton {
                objectName: "readButton"
                enabled: bar.trust.readAloud.available && bar.desk.residentLanguage !== ""
                text: bar.trust.readAloud.speaking ? bar.texts.stop : bar.texts.trust_read_short
                key: "F7"
                Accessible.name: bar.trust.readAloud.speaking ? bar.texts.trust_read_stop : bar.texts.trust_read
                onClicked: bar.trust.read()
            }

            KeyButton {
                objectName: "confirmButton"
                implicitWidth: 124
                enabled: bar.desk.pending > 0
                text: bar.texts.counter_confirm
                key: bar.desk.pending > 0 ? bar.desk.pendingText + "  F4" : "F4"
                onClicked: bar.desk.confirmNext()
            }

            KeyButton {
                objectName: "nextPersonButton"
                implicitWidth: 124
                size: Theme.sizeLarge
                text: bar.texts.counter_next_person
                key: "F8"
                onClicked: bar.desk.nextPerson()
            }
        }

        RowLayout {
            objectName: "choices"
            visible: bar.spacious || bar.choosing
            spacing: Theme.gap

            Caption { text: bar.texts.microphone }

            Chooser {
                id: microphone
                objectName: "microphoneChooser"
                Layout.fillWidth: true
                Layout.maximumWidth: 260
                label: bar.texts.microphone
                model: bar.session.microphones
                chosen: bar.session.microphoneIndex
                onActivated: index => bar.session.chooseMicrophone(index)
                popup.onAboutToShow: bar.session.findMicrophones()
            }

            Caption {
                visible: second.visible
                text: bar.texts.counter_second_microphone
            }

            Chooser {
                id: second
                objectName: "secondMicrophoneChooser"
                visible: bar.desk.detection === "two_microphones"
                Layout.fillWidth: true
                Layout.maximumWidth: 260
                label: bar.texts.counter_second_microphone
                model: bar.session.microphones
                chosen: bar.session.residentMicrophoneIndex
                onActivated: index => bar.session.chooseResidentMicrophone(index)
                popup.onAboutToShow: bar.session.findMicrophones()
            }

            Chooser {
                id: detection
                objectName: "detectionChooser"
                Layout.fillWidth: true
                Layout.maximumWidth: 200
                label: bar.texts.counter_detection
                model: bar.desk.detections.map(how => bar.texts["counter_detection_" + how])
                chosen: bar.desk.detections.indexOf(bar.desk.detection)
                onActivated: index => bar.desk.chooseDetection(bar.desk.detections[index])
            }

            Chooser {
                id: layoutChooser
                objectName: "layoutChooser"
                Layout.fillWidth: true
                Layout.maximumWidth: 180
                label: bar.texts.counter_layout
                model: bar.desk.layouts.map(layout => bar.texts["counter_layout_" + layout])
                chosen: bar.desk.layouts.indexOf(bar.desk.layout)
                onActivated: index => bar.desk.chooseLayout(bar.desk.layouts[index])
            }
        }
    }
}
