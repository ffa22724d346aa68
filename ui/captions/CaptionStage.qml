// The captions with what opens over them: the popup of one, and its edit field.
import QtQuick
import "../theme"

Item {
    id: stage

    required property var captions
    required property var corrections
    required property var texts
    required property string hint
    required property int fontSize
    readonly property bool editing: edit.visible
    readonly property bool telling: popup.visible
    property bool twoSided: false
    signal confirmed(key: string, number: string)
    property bool byPointer: false // it was the pointer's rest that opened the popup
    property string pointedKey: ""

    // Over another page, or over other things in its place, nobody could tell what it belongs to.
    onVisibleChanged: if (!visible) corrections.hide()
    onEnabledChanged: if (!enabled) corrections.hide()

    function follow() {
        view.follow()
    }

    // Captions also move under a pointer that lies still, which asks for nothing.
    HoverHandler {
        property point last

        onPointChanged: if (point.scenePosition !== last) {
            last = point.scenePosition
            rest.restart()
        }
    }

    CaptionView {
        id: view

        objectName: "captionView"
        anchors.fill: parent
        captions: stage.captions
        texts: stage.texts
        fontSize: stage.fontSize
        hint: stage.hint
        twoSided: stage.twoSided
        onConfirmed: (key, number) => stage.confirmed(key, number)
        onAsked: key => {
            stage.byPointer = false
            stage.corrections.show(key)
        }
        onCorrectionAsked: key => stage.corrections.edit(key)
        onPointed: (key, hovered) => {
            if (hovered) {
                stage.pointedKey = key
            } else if (stage.pointedKey === key) {
                stage.pointedKey = ""
                rest.stop()
                away.restart()
            }
        }
    }

    Timer {
        id: rest
        interval: 700
        onTriggered: if (!popup.opened && !edit.opened && stage.pointedKey !== "") {
            stage.byPointer = true
            stage.corrections.show(stage.pointedKey)
        }
    }

    Timer {
        id: away
        interval: 500
        onTriggered: {
            if (!stage.byPointer || !popup.opened || stage.pointedKey === stage.corrections.key)
                return
            if (popup.pointedAt)
                away.restart()
            else
                popup.close()
        }
    }

    Connections {
        target: stage.corrections
        function onShownChanged() {
            const key = stage.corrections.key
            if (key === "") {
                popup.close()
                edit.close()
            } else if (stage.corrections.editing) {
                popup.close()
                edit.begin()
            } else {
                popup.tell(view.lineOf(key), !stage.byPointer)
            }
        }
    }

    CaptionPopup {
        id: popup
        objectName: "captionPopup"
        parent: stage
        corrections: stage.corrections
        texts: stage.texts
        onClosed: stage.byPointer = false
    }

    CaptionEdit {
        id: edit
        objectName: "captionEdit"
        parent: stage
        corrections: stage.corrections
        texts: stage.texts
    }
}
