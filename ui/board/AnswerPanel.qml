// The answers to what staff asked by pressing a phrase: large, and without a clock.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

GridLayout {
    id: panel

    required property var board
    property string face: ""
    property bool low: false
    readonly property var words: board.words
    readonly property bool padded: board.questionPad !== ""

    readonly property bool aside: low && padded // beside the pad, which needs the height

    columns: aside ? 2 : 1
    columnSpacing: Theme.gapSmall
    rowSpacing: Theme.gapSmall
    Accessible.role: Accessible.Grouping
    Accessible.name: board.question !== "" ? board.question : board.questionJapanese

    Loader {
        Layout.fillWidth: true
        Layout.fillHeight: true
        active: panel.padded
        visible: active
        sourceComponent: panel.board.questionPad === "body" ? body : pads
    }

    GridLayout {
        Layout.fillWidth: !panel.aside
        Layout.fillHeight: !panel.padded
        Layout.preferredWidth: panel.aside ? 160 : -1
        Layout.alignment: Qt.AlignTop
        columns: panel.aside ? 1 : 2
        columnSpacing: Theme.gapSmall
        rowSpacing: Theme.gapSmall

        GridLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            columns: panel.low ? 1 : 4
            columnSpacing: Theme.gapSmall
            rowSpacing: Theme.gapSmall
            uniformCellWidths: true

            Repeater {
                model: panel.board.offered

                PictureButton {
                    required property var modelData

                    objectName: "offer_" + modelData.key
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.maximumHeight: 120
                    implicitHeight: panel.padded ? Theme.target : panel.low ? 56 : 100
                    picture: modelData.key
                    text: modelData.text
                    face: panel.face
                    size: panel.padded ? Theme.sizeBody : Theme.sizeStart
                    onClicked: panel.board.press(modelData.key)
                }
            }
        }

        PushButton {
            objectName: "offerBack"
            Layout.alignment: Qt.AlignBottom
            Layout.fillWidth: panel.aside
            text: panel.words.board_back
            font.family: panel.face !== "" ? panel.face : Qt.application.font.family
            onClicked: panel.board.dismiss()
        }
    }

    Component {
        id: body

        BodyChart {
            board: panel.board
            face: panel.face
        }
    }

    Component {
        id: pads

        Pad {
            pad: panel.board[panel.board.questionPad] ?? panel.board.number
            labels: panel.words
            face: panel.face
            sendText: panel.words.send
            onSent: panel.board.send(pad.kind)
        }
    }
}
